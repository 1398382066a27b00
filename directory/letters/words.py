"""Wording of the letters: to confirm a new maintainer, and yearly to maintainers without e-mail.

Always in German: letters go to local organisations, whatever language the staff use.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.towns.scope import address_of, town_of

from ..domain import letter_codes
from ..models import MaintainerLetter
from ..workflow.letters import PrintedLetter


@dataclass(frozen=True)
class LetterWords:
    """`address` has one item per line, `before` and `after` one item per paragraph around the code."""

    address: list[str]
    date: str
    subject: str
    before: list[str]
    number: str
    code: str
    link: str
    steps: list[str]
    after: list[str]


def words_of(printed: PrintedLetter) -> LetterWords:
    letter = printed.letter
    with translation.override(settings.LANGUAGE_CODE):
        said = _claim(letter) if letter.purpose == MaintainerLetter.Purpose.CLAIM else _question(letter)
        subject, before, deed, after = said
        last_day = date_format(timezone.localtime(letter.expires_at), "DATE_FORMAT")
        return LetterWords(
            address=printed.address,
            date=date_format(timezone.localtime(letter.printed_at), "DATE_FORMAT"),
            subject=subject,
            before=[_("Dear Sir or Madam,"), *before],
            number=letter.number,
            code=letter_codes.grouped(printed.code, 4),
            link=address_of(town_of(letter.page)) + reverse("enter_code", args=[letter.number]),
            steps=[
                _("Open the address below, or point the camera of a phone at the square."),
                _("Type the code. Capitals, spaces and dashes do not matter."),
                deed,
            ],
            after=[
                _("The code is valid until %(day)s, once, and for this entry only.") % {"day": last_day},
                _(
                    "Whether everybody sees an e-mail address of yours is up to you. If not, people write to you "
                    "through a form on our website."
                ),
                after,
            ],
        )


def _claim(letter: MaintainerLetter) -> tuple[str, list[str], str, str]:
    name = {"name": letter.page.title}
    return (
        _("Your entry “%(name)s” in the directory") % name,
        [
            _(
                "your organisation stands in our directory of clubs and initiatives: “%(name)s”. Somebody has asked "
                "us on the website to take over this entry and keep it up to date. So that nobody does so who does "
                "not belong to you, we write to you."
            )
            % name
        ],
        _("Say at which e-mail address we reach you. Confirm it with the link that we send there."),
        _(
            "Nobody among you has asked for it? Then please throw this letter away. Without the code nothing "
            "changes, and nobody else has it."
        ),
    )


def _question(letter: MaintainerLetter) -> tuple[str, list[str], str, str]:
    name = {"name": letter.page.title}
    return (
        _("Is your entry “%(name)s” still right?") % name,
        [
            _(
                "once a year we ask all clubs and initiatives in our directory whether everything is still right. "
                "Please have a quick look at your entry “%(name)s”. It takes a minute."
            )
            % name
        ],
        _("Choose “Everything is right”, or change what has changed."),
        _(
            "You prefer to call us? We change the entry for you. If nobody answers, it is taken out of the directory "
            "for the time being; nothing is deleted."
        ),
    )
