"""Mails to the keepers of entries: what stands in them, and the links that confirm."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.core import mail
from cms.core.links import LinkKind, expiry_in_words, link_address, make_link, register
from cms.core.towns import address_of, town_of

from .lifecycle import facts_of, next_step
from .models import OrganisationPage, Stewardship

CONFIRM_ENTRY = "entry-confirm"
# As long as an entry that needs a confirmation stays public; for a hidden one until it is long forgotten.
LIFETIME = timedelta(days=90)
REMINDERS = {1: "reminder-first", 2: "reminder-second", 3: "reminder-last"}

register(LinkKind(CONFIRM_ENTRY, LIFETIME, "confirm_entry"))


def tell_reminder(keeping: Stewardship, *, number: int) -> None:
    """Queue the first, second or last reminder with a link of its own, in the current transaction."""
    with translation.override(settings.LANGUAGE_CODE):
        is_last = number == max(REMINDERS)
        _queue(REMINDERS[number], keeping, {"hidden_on": _hidden_on(keeping)} if is_last else {})


def tell_hidden(keeping: Stewardship) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        _queue("entry-hidden", keeping, {})


def last_confirmation(keeping: Stewardship) -> str:
    """When somebody last stood for the entry, as a sentence."""
    if keeping.assured_on is None:
        return _("Nobody has confirmed it so far.")
    return _("It was last confirmed on %(day)s.") % {"day": date_format(keeping.assured_on, "DATE_FORMAT")}


def edit_address(page: OrganisationPage) -> str:
    """Where the keeper asks for the link with which she changes the entry."""
    return f"{address_of(town_of(page))}/eintrag/{page.public_id}/aendern/"


def _hidden_on(keeping: Stewardship) -> str:
    _step, day = next_step(facts_of(keeping.page), timezone.localdate())
    return date_format(day, "DATE_FORMAT")


def _queue(name: str, keeping: Stewardship, more: dict) -> None:
    page = keeping.page
    site = town_of(page)
    token = make_link(CONFIRM_ENTRY, page.pk, keeping.keeper_email)
    context = {
        "entry_name": page.title,
        "last_confirmation": last_confirmation(keeping),
        "link": link_address(CONFIRM_ENTRY, token, page.locale.language_code, site=site),
        "change_link": edit_address(page),
        "expires": expiry_in_words(CONFIRM_ENTRY),
    }
    mail.queue(name, to=keeping.keeper_email, site=site, context=context | more)
