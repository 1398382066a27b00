"""Rows that many tests start with: made once per process, then inserted again from a recording.

Making a page takes Wagtail a tenth of a second, inserting its rows a hundredth of that. A recording is replayed only
where the maker would produce the same rows: at the beginning of a test, or right after other recorded makers.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone, translation

from . import rows_on_postgresql, rows_on_sqlite
from .rows import Difference

Key = tuple
ROWS = {"sqlite": rows_on_sqlite, "postgresql": rows_on_postgresql}
_REAL_NOW = timezone.now


class Recorder:
    def __init__(self):
        self.empty: list[tuple] = []
        self.known: dict[Key, tuple[Difference, Any]] = {}
        self.is_making = False
        self.begin()

    def note_empty_database(self) -> None:
        self.empty = _rows().last_keys(connection.connection)

    def begin(self) -> None:
        """Call it at the beginning of each test."""
        self.made: Key = ()
        self.changes = _rows().changes_at_first(connection.connection)

    def call(self, make: Callable, arguments: dict[str, Any]) -> Any:
        key = self._key(make, arguments)
        if key is None:
            return make(**arguments)
        if key in self.known:
            difference, result = self.known[key]
            _rows().write(difference, connection.connection)
        else:
            result = self._record(key, make, arguments)
        for each in arguments.values():
            if isinstance(each, Model):
                each.refresh_from_db()
        self.made, self.changes = key, _rows().changes(connection.connection)
        return _fetch(result)

    def _record(self, key: Key, make: Callable, arguments: dict[str, Any]) -> Any:
        database, rows = connection.connection, _rows()
        before = rows.all_rows(database)
        self.is_making = True
        try:
            result = _store(make(**arguments))
        finally:
            self.is_making = False
        self.known[key] = (
            Difference.between(before, rows.all_rows(database), rows.last_keys(database)),
            result,
        )
        return result

    def _key(self, make: Callable, arguments: dict[str, Any]) -> Key | None:
        """Return what determines the rows, or None if something else does, too."""
        if self.is_making or timezone.now is not _REAL_NOW:
            return None
        database, rows = connection.connection, _rows()
        if rows.changes(database) != self.changes:
            return None
        if not self.made and rows.last_keys(database) != self.empty:
            return None
        names = tuple((name, _store(value)) for name, value in sorted(arguments.items()))
        day, language = timezone.localdate(), translation.get_language()
        return *self.made, (make.__module__, make.__qualname__, names, day, language)


def recorded(make: Callable) -> Callable:
    """Decorator for a fixture or a helper (called with keywords) that makes rows and returns one, or a tuple or dict.

    Only for makers of rows: other effects, such as writing files, happen only the first time.
    """

    @wraps(make)
    def make_or_repeat(**arguments):
        return recorder.call(make, arguments)

    return make_or_repeat


def _rows():
    return ROWS[connection.vendor]


def _store(value: Any) -> Any:
    if isinstance(value, Model):
        return _Row(type(value), value.pk)
    if isinstance(value, tuple):
        return tuple(map(_store, value))
    if isinstance(value, dict):
        return _Rows((key, _store(each)) for key, each in value.items())
    return value


def _fetch(value: Any) -> Any:
    if isinstance(value, _Row):
        model, key = value
        return model._default_manager.get(pk=key)
    if isinstance(value, _Rows):
        return {key: _fetch(each) for key, each in value}
    if isinstance(value, tuple):
        return tuple(map(_fetch, value))
    return value


class _Row(tuple):
    """A model and a key."""

    def __new__(cls, *parts):
        return super().__new__(cls, parts)


class _Rows(tuple):
    """A dict's pairs."""


recorder = Recorder()
