"""Processing activities that are no forms: apps above register them for the record (Art. 30 (1) GDPR)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from cms.common.registry import Registry


@dataclass(frozen=True)
class FurtherActivity:
    """`rows` returns the app's statements: purpose, legal_basis, people, data, recipients, deletion."""

    name: str
    title: str | Promise
    rows: Callable[[], dict[str, str]]


FURTHER_ACTIVITIES: Registry[str, FurtherActivity] = Registry()
