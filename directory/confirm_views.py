"""The page behind "Everything is right" in the mails to keepers (see `cms.core.link_pages`)."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.core.link_pages import link_page, refusal, see_other
from cms.core.links import read_link, use_link
from cms.core.models import AccessLink
from cms.core.towns import is_of

from .documents import build_document
from .entry_view import entry_view
from .keeper_mail import CONFIRM_ENTRY, edit_address
from .lifecycle import GONE, State, state_of
from .models import OrganisationPage
from .services import confirm_entry


@link_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the entry says; with the button its keeper stands for it. A used link says so."""
    link = read_link(token, CONFIRM_ENTRY)
    page = link and _entry_of(link)
    if page is None or not is_of(page, request) or (link.is_expired and not link.is_used):
        return refusal(request, link)
    if request.method == "POST":
        return see_other(request.path) if confirm_by_link(link, page) else refusal(request, link)
    return render(request, "directory/confirm_entry.html", _context(page, link))


@transaction.atomic
def confirm_by_link(link: AccessLink, page: OrganisationPage) -> bool:
    """Confirm the entry once; again, it changes nothing. False for an entry that is gone meanwhile."""
    page = OrganisationPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not link.is_used and state_of(page) in GONE:
        return False
    if use_link(link):
        confirm_entry(page, by=_("the organisation itself, by e-mail"))
    return True


def _entry_of(link: AccessLink) -> OrganisationPage | None:
    """The entry, unless somebody else keeps it by now: old mails then open nothing."""
    kept = OrganisationPage.objects.filter(stewardship__keeper_email__iexact=link.email)
    return kept.select_related("stewardship", "locale").filter(pk=link.object_id).first()


def _context(page: OrganisationPage, link: AccessLink) -> dict:
    state = state_of(page)
    return {
        "entry": entry_view(build_document(page)),
        "url": page.full_url if page.live else "",
        "edit_url": edit_address(page),
        "is_done": link.is_used,
        "is_gone": state in GONE and not link.is_used,
        "is_hidden": state == State.HIDDEN,
    }
