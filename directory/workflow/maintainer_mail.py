"""Mails to maintainers: their content, and the links for confirming."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.mail.links import LinkKind, expiry_in_words, link_address, make_link, register
from cms.mail.queueing import queue
from cms.towns.scope import address_of, town_of

from ..domain.completeness import in_one_line
from ..domain.lifecycle import next_step
from ..models import Maintainership, OrganisationPage
from ..publishing.completeness import missing_of

CONFIRM_ENTRY = "entry-confirm"
# Valid as long as an unconfirmed entry stays public; for a hidden one, until long after it was given up.
LIFETIME = timedelta(days=90)
REMINDERS = {1: "reminder-first", 2: "reminder-second", 3: "reminder-last"}

register(LinkKind(CONFIRM_ENTRY, LIFETIME, "confirm_entry"))


def tell_reminder(keeping: Maintainership, *, number: int) -> None:
    """Queue the first, second or last reminder with its own link, in the current transaction."""
    with translation.override(settings.LANGUAGE_CODE):
        is_last = number == max(REMINDERS)
        more = {"hidden_on": _hidden_on(keeping)} if is_last else {}
        _queue(REMINDERS[number], keeping, more | ({"missing": _missing(keeping)} if number == 1 else {}))


def tell_hidden(keeping: Maintainership) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        _queue("entry-hidden", keeping, {})


def last_confirmation(keeping: Maintainership) -> str:
    """When somebody last confirmed the entry, as a sentence."""
    if keeping.assured_on is None:
        return _("Nobody has confirmed it so far.")
    return _("It was last confirmed on %(day)s.") % {"day": date_format(keeping.assured_on, "DATE_FORMAT")}


def edit_address(page: OrganisationPage) -> str:
    """Where maintainers request the link for editing their entry."""
    return f"{address_of(town_of(page))}/eintrag/{page.public_id}/aendern/"


def _missing(keeping: Maintainership) -> str:
    parts = missing_of(keeping.page)
    return _("Still missing: %(parts)s") % {"parts": in_one_line(parts)} if parts else ""


def _hidden_on(keeping: Maintainership) -> str:
    _step, day = next_step(keeping.page.life_facts(), timezone.localdate())
    return date_format(day, "DATE_FORMAT")


def _queue(name: str, keeping: Maintainership, more: dict) -> None:
    page = keeping.page
    site = town_of(page)
    token = make_link(CONFIRM_ENTRY, page.pk, keeping.maintainer_email)
    context = {
        "entry_name": page.title,
        "last_confirmation": last_confirmation(keeping),
        "link": link_address(CONFIRM_ENTRY, token, page.locale.language_code, site=site),
        "change_link": edit_address(page),
        "expires": expiry_in_words(CONFIRM_ENTRY),
    }
    queue(name, to=keeping.maintainer_email, site=site, context=context | more)
