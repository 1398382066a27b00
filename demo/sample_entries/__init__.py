"""Thousands of invented entries, to try the directory out and to measure it."""

from .making import SampleError, add_samples, remove_samples

__all__ = ["SampleError", "add_samples", "remove_samples"]
