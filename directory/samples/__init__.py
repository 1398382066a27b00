"""Invented entries by the thousand, for trying the directory out and for measuring it."""

from .making import SampleError, add_samples, number_of_samples
from .removing import remove_samples

__all__ = ["SampleError", "add_samples", "number_of_samples", "remove_samples"]
