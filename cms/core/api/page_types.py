"""The names under which page types appear in the API. Imports nothing, so that blocks may name the type of a page."""

from typing import Annotated

from typing_extensions import TypeAliasType

# By model; each app tells its own (see page_kinds.py).
TYPE_NAMES: dict[type, str] = {}


class _OneOfTheNames:
    """Says in a schema which names there are, when the document is written: by then all apps have told theirs."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema, handler) -> dict:
        return {
            "type": "string",
            "enum": sorted(TYPE_NAMES.values()),
            "description": "The type with which a page answers.",
        }


PageType = TypeAliasType("PageType", Annotated[str, _OneOfTheNames])
