"""The types of pages in the API. Each app registers its own in `<app>/page_api.py`; this module knows none."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules

from .page_schemas import PageFields
from .page_types import TYPE_NAMES


def nothing(*args) -> dict:
    return {}


@dataclass(frozen=True)
class PageKind:
    """How one model is told.

    `want(page, wanted)` names what the fields do not show by themselves, `answer(page, targets)` returns the fields
    that only this type has. `is_timely`: the answer changes with the time of day.
    """

    schema: type[PageFields]
    want: Callable
    answer: Callable
    is_timely: bool

    @property
    def name(self) -> str:
        return self.schema.model_fields["type"].annotation.__args__[0]


_kinds: dict[type, PageKind] = {}


def register(model: type, schema: type[PageFields], *, want=nothing, answer=nothing, is_timely=False) -> None:
    _kinds[model] = PageKind(schema, want, answer, is_timely)
    TYPE_NAMES[model] = _kinds[model].name


@cache
def page_kinds() -> dict[type, PageKind]:
    """Return the kinds of all models by name, after all apps have registered theirs in whatever order."""
    autodiscover_modules("page_api")
    return dict(sorted(_kinds.items(), key=lambda pair: pair[1].name))


def kind_of(page) -> PageKind:
    return page_kinds()[type(page)]
