"""Printing one or all pending letters as a PDF, and recording what became of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request

from ..models import MaintainerLetter, OrganisationPage
from ..workflow import note_letter_sent
from ..workflow.letters import PrintedLetter, note_claim_letter_sent, print_letter, refuse_letter
from ..workflow.tasks import find_kind

Purpose = MaintainerLetter.Purpose
PURPOSES = {"letters": Purpose.CONFIRM, "claims": Purpose.CLAIM}
NOTES = {Purpose.CONFIRM: note_letter_sent, Purpose.CLAIM: note_claim_letter_sent}
# More pages than anybody prints at once; the rest follows next time.
MOST_AT_ONCE = 200


@require_POST
def all_letters(request: HttpRequest) -> HttpResponse:
    """Print all pending letters of a kind, or record that all printed ones were sent."""
    kind = find_kind(request.POST.get("kind"), request.user)
    act = _TOGETHER.get(request.POST.get("action"))
    if kind is None or kind.name not in PURPOSES or act is None:
        raise PermissionDenied
    rows = kind.rows(request.user)[:MOST_AT_ONCE]
    pages = OrganisationPage.objects.select_related("maintainership").in_bulk([row.page_id for row in rows])
    return act(request, list(pages.values()), PURPOSES[kind.name])


def _print_all(request: HttpRequest, pages: list[OrganisationPage], purpose: str) -> HttpResponse:
    printed = [print_letter(page, purpose, user=request.user) for page in pages]
    missing = printed.count(None)
    if missing:
        text = ngettext(
            "%(n)d letter was not printed: it needs an address first.",
            "%(n)d letters were not printed: they need an address first.",
            missing,
        )
        messages.warning(request, text % {"n": missing})
    letters = list(filter(None, printed))
    return as_download(letters) if letters else _back(request)


def _note_all(request: HttpRequest, pages: list[OrganisationPage], purpose: str) -> HttpResponse:
    printed = MaintainerLetter.objects.unsent().filter(purpose=purpose).exclude(digest="")
    keys = set(printed.values_list("page_id", flat=True))
    noted = sum(NOTES[purpose](page, user=request.user) for page in pages if page.pk in keys)
    text = ngettext("%(n)d letter is noted as sent.", "%(n)d letters are noted as sent.", noted)
    messages.success(request, text % {"n": noted})
    return _back(request)


_TOGETHER = {"print": _print_all, "sent": _note_all}


def print_one(request: HttpRequest, page: OrganisationPage, purpose: str) -> HttpResponse | None:
    """Return the PDF; None with a message if there is no address or no reason to write."""
    printed = print_letter(page, purpose, user=request.user)
    if printed is None:
        messages.error(request, _now("There is no letter to write, or its address is missing."))
        return None
    return as_download([printed])


def note_claim(request: HttpRequest, page: OrganisationPage) -> None:
    if note_claim_letter_sent(page, user=request.user):
        text = _now("The letter about “%(name)s” is noted.")
        messages.success(request, text % {"name": page.title})
    else:
        messages.warning(request, _now("Please print the letter first."))


def refuse_claim(request: HttpRequest, page: OrganisationPage) -> None:
    if refuse_letter(page, user=request.user):
        text = _now("No letter about “%(name)s” is written.")
        messages.success(request, text % {"name": page.title})


def as_download(letters: list[PrintedLetter]) -> HttpResponse:
    """Never cached, since the codes in it give access to entries."""
    # A late import: the PDF library takes a tenth of the whole site's loading time.
    from ..letters.printing import pdf_of

    response = HttpResponse(pdf_of(letters), content_type="application/pdf")
    name = f"briefe-{timezone.localdate():%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or "directory_tasks")
