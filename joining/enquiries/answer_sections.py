"""Sections that apps above add to the club's page behind its link; registered in their `wiring.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.common.registry import Registry
from cms.mail.models import AccessLink

from .models import Enquiry


@dataclass(frozen=True)
class AnswerSection:
    """`context` gets message, link and the link's token. `template` gets what it returns; None leaves it out."""

    name: str
    template: str
    context: Callable[[Enquiry, AccessLink, str], dict | None]


ANSWER_SECTIONS: Registry[str, AnswerSection] = Registry()


def answer_sections(enquiry: Enquiry, link: AccessLink, token: str) -> list[dict]:
    found = [(each.template, each.context(enquiry, link, token)) for each in ANSWER_SECTIONS.values()]
    return [{"template": template, "context": context} for template, context in found if context is not None]
