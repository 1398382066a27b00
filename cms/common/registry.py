"""What apps contribute (kinds of jobs, mails, links …), registered in modules such as `wiring.py` or `jobs.py`.

KINDS: Registry[str, LinkKind] = Registry(key=attrgetter("purpose"))
KINDS.register(LinkKind("confirm", …), LinkKind("edit", …))
KINDS["confirm"], KINDS.get("other"), list(KINDS.values())
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from operator import attrgetter
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")


class Registry(Mapping[K, T]):
    """A mapping in order of registration that refuses to replace a value."""

    def __init__(self, key: Callable[[T], K] = attrgetter("name")):
        self._key_of = key
        self._things: dict[K, T] = {}

    def register(self, *things: T) -> None:
        """Raise ValueError if the key belongs to something else. Registering the same thing twice is fine."""
        for thing in things:
            key = self._key_of(thing)
            if self._things.setdefault(key, thing) != thing:
                raise ValueError(f"{key!r} is registered already.")

    @contextmanager
    def replaced(self, *things: T) -> Iterator[None]:
        """For tests: replace the contents temporarily."""
        before, self._things = self._things, {}
        try:
            self.register(*things)
            yield
        finally:
            self._things = before

    def __getitem__(self, key: K) -> T:
        return self._things[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)
