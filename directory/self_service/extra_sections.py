"""Sections that apps above add to a maintainer's page, before the form; registered in their `wiring.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.common.registry import Registry

from ..workflow.links import Session


@dataclass(frozen=True)
class ExtraSection:
    """`template` gets what `context` returns, and `key`, the session's."""

    name: str
    template: str
    context: Callable[[Session], dict]


EXTRA_SECTIONS: Registry[str, ExtraSection] = Registry()


def extra_sections(session: Session) -> list[dict]:
    return [
        {"template": each.template, "context": each.context(session) | {"key": session.key}}
        for each in EXTRA_SECTIONS.values()
    ]
