"""The maintainer's form: writing, saving, previewing, sending."""

import secrets
from collections.abc import Callable
from functools import partial, wraps

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import link_page, refusal, see_other
from cms.towns.scope import is_of

from ..entry_changes.apply import preview_of
from ..entry_changes.comparison import rows_of
from ..entry_changes.diff import changes_between
from ..entry_changes.snapshot import facts_of
from ..models import EntryProposal, PublicEntry
from ..workflow.edit_links import keeps
from ..workflow.entry_pictures import with_pictures
from ..workflow.links import Session, read_session
from ..workflow.pausing import last_day_of_pause
from ..workflow.proposals import (
    DraftMovedError,
    Instant,
    get_draft,
    instant_fields,
    keep_draft,
    public_at_once,
    send_proposal,
)
from .ask_views import FOLDER
from .edit_form import EditForm, as_query, keepable
from .extra_sections import extra_sections
from .picture_fields import FIELD, picture_address, picture_for_script, take_picture


def session_page(view: Callable | None = None, *, late: Callable | None = None) -> Callable:
    """Decorate the view of a page that needs an open session, and extend the session.

    `late` answers what still arrives after that, with the request and the session.
    """
    if view is None:
        return partial(session_page, late=late)

    @link_page
    @wraps(view)
    def answer(request: HttpRequest, key: str, **kwargs) -> HttpResponse:
        session = read_session(key)
        if session is None or not is_of(session.page, request) or not _may_go_on(session):
            return refusal(request, session and session.link)
        if not session.is_open:
            return (late or too_late)(request, session)
        session.extend()
        return view(request, session, **kwargs)

    return answer


def _may_go_on(session: Session) -> bool:
    """Whether the address still belongs to the maintainer; after a withdrawal there is nothing to edit."""
    is_maintainer = keeps(session.page, session.email) if session.email else _is_kept_by_letter(session)
    return is_maintainer and (session.page.live or not session.link.is_used)


def _is_kept_by_letter(session: Session) -> bool:
    """The session was opened with a letter's code, and no address has been given since."""
    keeping = getattr(session.page, "maintainership", None)
    is_by_letter = keeping is not None and keeping.maintainer_mode == keeping.MaintainerMode.LETTER
    return is_by_letter and not keeping.maintainer_email


def _edit_too_late(request, session: Session) -> HttpResponse:
    """Save what still arrives, and offer a new link."""
    data = cleaned_data(request.POST)
    draft = _kept_late(session, data) if request.method == "POST" and data else None
    if data.get("action") == "autosave":
        return _kept_late_by_itself(draft)
    lost = [] if draft or not data else _differing(session, data)
    return too_late(request, session, is_kept=draft is not None, lost=lost)


@session_page(late=_edit_too_late)
def edit(request: HttpRequest, session: Session) -> HttpResponse:
    draft = get_draft(session.page, session.email)
    if request.method != "POST":
        form = EditForm(session.page, draft.base, kept=draft.data)
        return _show_form(request, session, draft, form)
    data = cleaned_data(request.POST)
    problem = take_picture(session.page, data, request.FILES)
    try:
        draft = keep_draft(session.page, session.email, keepable(data), _version(data))
    except DraftMovedError:
        return _moved(request, session, data)
    except ValueError:
        return _too_large(request, session, draft, data)
    return _ACTIONS.get(data.get("action"), _kept)(request, session, draft, data, problem)


def _kept(request, session: Session, draft: EntryProposal, data, problem: str) -> HttpResponse:
    if problem:
        form = EditForm(session.page, draft.base, data)
        form.refuse_picture(problem)
        return _show_form(request, session, draft, form)
    return see_other(f"{address_of(session)}?gespeichert=1")


def _kept_by_itself(request, session: Session, draft: EntryProposal, data, problem: str) -> HttpResponse:
    text = problem or _("Kept at %(time)s.") % {"time": _time_of(draft)}
    return JsonResponse({"version": draft.version, "text": text} | picture_for_script(session, data))


def _go_on_if_valid(
    view_name: str, request, session: Session, draft: EntryProposal, data, problem: str
) -> HttpResponse:
    form = EditForm(session.page, draft.base, data)
    form.refuse_picture(problem)
    if form.is_valid():
        return see_other(reverse(view_name, args=[session.key]))
    return _show_form(request, session, draft, form)


_ACTIONS = {
    "autosave": _kept_by_itself,
    "preview": partial(_go_on_if_valid, "preview_entry_changes"),
    "review": partial(_go_on_if_valid, "send_entry_changes"),
}


@session_page
def preview(request: HttpRequest, session: Session) -> HttpResponse:
    """The real entry page, rendered from the draft."""
    draft, form = _checked_draft(session)
    if form is None:
        return see_other(address_of(session))
    page = preview_of(session.page, form.facts, draft.base)
    # Makes everything that uses the page's public record build it from the draft.
    request.is_preview = True
    picture = isinstance(form.facts[FIELD], dict) and form.page_form.picture
    more = {"session": session, "key": session.key, "picture": picture, "said": form.facts[FIELD]}
    context = page.get_context(request) | more
    return TemplateResponse(request, f"{FOLDER}/preview.html", context)


@session_page
def send(request: HttpRequest, session: Session) -> HttpResponse:
    """The list of changes, with a button to send them."""
    draft, form = _checked_draft(session)
    if form is None:
        return see_other(address_of(session))
    error = ""
    if request.method == "POST":
        try:
            send_proposal(draft, form.facts)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            session.end()
            return see_other(reverse("entry_changes_sent", args=[session.key]))
    changes = changes_between(draft.base, form.facts, facts_of(session.page))
    context = {
        "session": session,
        "key": session.key,
        "name": session.page.title,
        "rows": with_pictures(rows_of(changes), partial(picture_address, session)),
        "at_once": {change.key for change in public_at_once(session.page, changes)},
        "error": error,
    }
    return render(request, f"{FOLDER}/send.html", context, status=409 if error else 200)


@link_page
def sent(request: HttpRequest, key: str) -> HttpResponse:
    """Thank-you page: what is public already, and what is being reviewed. Works after the session has ended."""
    session = read_session(key)
    if session is None or not is_of(session.page, request):
        return refusal(request, None)
    mine = EntryProposal.objects.from_maintainer(session.page.pk, session.email).exclude(sent_at=None)
    proposal = mine.order_by("-sent_at").first()
    if proposal is None:
        return refusal(request, session.link)
    changes = changes_between(proposal.base, proposal.wanted)
    context = {
        "name": session.page.title,
        "entry_url": session.page.url if session.page.live else "",
        "at_once": [change.title for change in changes if change.key in proposal.accepted],
        "to_review": [change.title for change in changes if change.key not in proposal.accepted],
    }
    return render(request, f"{FOLDER}/sent.html", context)


def _checked_draft(session: Session) -> tuple[EntryProposal, EditForm | None]:
    """Return the draft and its form; None if there is nothing to send or something to correct."""
    draft = get_draft(session.page, session.email)
    form = EditForm(session.page, draft.base, as_query(draft.data))
    return draft, form if draft.data and form.is_valid() else None


def _show_form(request, session: Session, draft: EntryProposal, form: EditForm, **more) -> HttpResponse:
    now = facts_of(session.page)
    context = {
        "session": session,
        "key": session.key,
        "name": session.page.title,
        "public_id": session.page.public_id,
        "is_public": PublicEntry.objects.filter(page=session.page).exists(),
        "form": form,
        "version": draft.version,
        "window": secrets.token_urlsafe(9),
        "kept_at": draft.pk and draft.updated_at,
        "changed_since": rows_of(changes_between(draft.base, now)) if draft.pk else [],
        "openings": session.page.openings.all(),
        "extra_sections": extra_sections(session),
        "instant": [Instant(kind).label for kind in Instant if kind in instant_fields(session.page)],
        "is_kept": "gespeichert" in request.GET,
        "is_confirmed": "bestaetigt" in request.GET,
        "pause": last_day_of_pause(session.page),
        "pause_changed": request.GET.get("pause"),
        "is_renewed": "verlaengert" in request.GET,
        "is_taken_over": "uebernommen" in request.GET,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    more.setdefault("status", status)
    return render(request, f"{FOLDER}/edit.html", context | more, status=more["status"])


def _moved(request, session: Session, data) -> HttpResponse:
    """Two windows conflict: show both texts, so that neither is lost."""
    draft = get_draft(session.page, session.email)
    if data.get("action") == "autosave":
        text = _("You have gone on writing in another window. Please keep one of them only.")
        return JsonResponse({"text": text}, status=409)
    here = EditForm(session.page, draft.base, data)
    differing = _differing(session, data)
    return _show_form(request, session, draft, here, status=409, has_moved=True, differing=differing)


def _too_large(request, session: Session, draft: EntryProposal, data) -> HttpResponse:
    if data.get("action") == "autosave":
        return JsonResponse({"text": _("This is too much to keep. Please shorten the texts.")}, status=413)
    form = EditForm(session.page, draft.base, data)
    return _show_form(request, session, draft, form, status=413, is_too_large=True)


def too_late(request, session: Session, **more) -> HttpResponse:
    """The session has expired or was completed: offer a new link.

    `more` may tell whether something is kept (`is_kept`) and what is not: `lost` (rows of a comparison),
    `unsent` (words).
    """
    context = {
        "public_id": session.page.public_id,
        "name": session.page.title,
        "is_by_letter": not session.email,
        "is_sent": session.link.is_used,
    }
    return render(request, f"{FOLDER}/too_late.html", context | more, status=410)


def _kept_late(session: Session, data) -> EntryProposal | None:
    # After sending, an old window can overwrite nothing.
    is_new = get_draft(session.page, session.email).pk is None
    try:
        version = 0 if is_new else _version(data)
        return keep_draft(session.page, session.email, keepable(data), version)
    except (DraftMovedError, ValueError):
        return None


def _kept_late_by_itself(draft: EntryProposal | None) -> HttpResponse:
    if draft is None:
        return JsonResponse({"text": _("Your hour is over. Please ask for a new link.")}, status=410)
    text = _("Kept at %(time)s. Your hour is over: with a new link you go on here.")
    told = {"version": draft.version, "text": text % {"time": _time_of(draft)}}
    return JsonResponse(told, status=410)


def _differing(session: Session, data) -> list:
    """Return what differs between this window and the draft, for copying."""
    draft = get_draft(session.page, session.email)
    here, there = (EditForm(session.page, draft.base, each) for each in (data, as_query(draft.data)))
    if not (here.is_valid() and there.is_valid()):
        return []
    return rows_of(changes_between(there.facts, here.facts))


def _time_of(draft: EntryProposal) -> str:
    return time_format(timezone.localtime(draft.updated_at), "H:i")


def _version(data) -> int:
    return whole_number(data.get("version", ""), -1)


def whole_number(text: str, otherwise: int) -> int:
    """Read a number that fits into the database's integers."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


def address_of(session: Session) -> str:
    return reverse("edit_entry", args=[session.key])
