"""The types of pages in the API. Each app registers its own in `<app>/page_api.py`; this module names none."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from operator import attrgetter
from typing import Annotated

from django.utils.module_loading import autodiscover_modules
from ninja import Schema
from typing_extensions import TypeAliasType

from cms.common.registry import Registry


def nothing(*args) -> dict:
    return {}


@dataclass(frozen=True)
class PageKind:
    """How the API describes the pages of one model.

    `want(page, wanted)` names what the fields do not show by themselves, `answer(page, targets)` returns the fields
    that only this type has.
    """

    model: type
    schema: type[Schema]
    want: Callable = nothing
    answer: Callable = nothing

    @cached_property
    def name(self) -> str:
        return self.schema.model_fields["type"].annotation.__args__[0]


KINDS: Registry[type, PageKind] = Registry(key=attrgetter("model"))


def register(model: type, schema: type[Schema], **options) -> None:
    KINDS.register(PageKind(model, schema, **options))


@cache
def page_kinds() -> dict[type, PageKind]:
    """Return the kinds of all models by name, whatever the order in which the apps register them."""
    autodiscover_modules("page_api")
    return dict(sorted(KINDS.items(), key=lambda pair: pair[1].name))


def kind_of(page) -> PageKind:
    return page_kinds()[type(page)]


class _OneOfTheNames:
    """Lists the names when the document is written: by then all apps have registered theirs."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema, handler) -> dict:
        return {
            "type": "string",
            "enum": sorted(kind.name for kind in KINDS.values()),
            "description": "The type with which a page answers.",
        }


PageType = TypeAliasType("PageType", Annotated[str, _OneOfTheNames])
