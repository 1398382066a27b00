"""Staff review: pending proposals, and the comparison of a proposal with the entry, field by field."""

import hashlib
import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.common.text_cleaning import cleaned_data

from ..entry_changes.comparison import rows_of
from ..entry_changes.snapshot import facts_of
from ..models import EntryPicture, EntryProposal
from ..workflow.entry_pictures import with_pictures
from ..workflow.proposals import (
    AlreadyDecidedError,
    PageMovedError,
    accept_proposal,
    changes_of,
    may_decide,
    reject_proposal,
)
from ..workflow.sent_pictures import PictureAwayError, picture_response

FOLDER = "directory/self_service/admin"
LIST = "directory_proposals"


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(EntryProposal.objects.select_related("page"), pk=pk)
    if not may_decide(request.user, found.page):
        raise PermissionDenied
    if not found.is_waiting:
        return _told_too_late(request)
    errors = _decide(request, found) if request.method == "POST" else []
    return redirect(LIST) if errors is None else _comparison(request, found, errors)


def _decide(request: HttpRequest, found: EntryProposal) -> list[str] | None:
    """Return errors in the decision; None if it was made or is no longer possible."""
    data = cleaned_data(request.POST)
    decide = _reject if data.get("action") == "reject" else _accept
    try:
        return decide(request, found, data)
    except AlreadyDecidedError:
        _told_too_late(request)
        return None
    except PageMovedError:
        return [_("The entry has changed while you were looking. Please look at the comparison again.")]
    except PictureAwayError:
        return [_("The picture cannot be stored at the moment. Nothing is changed; please try again later.")]
    except ValidationError as refused:
        return refused.messages


def _accept(request: HttpRequest, found: EntryProposal, data) -> list[str] | None:
    now = facts_of(found.page)
    if data.get("seen") != digest_of(now):
        raise PageMovedError
    keys = set(data.getlist("accept"))
    if not keys & {change.key for change in changes_of(found, found.page) if change.is_possible}:
        return [_("Please tick at least one change, or reject everything.")]
    differing = accept_proposal(found, keys, by=request.user, seen=now, note=data.get("note", "")[:2000])
    messages.success(request, _("The changes are published. The maintainer gets a mail."))
    if differing:
        text = _("An unfinished draft of the page says something else. It stays as it is: %(fields)s")
        messages.warning(request, text % {"fields": ", ".join(differing)})
    return None


def _reject(request: HttpRequest, found: EntryProposal, data) -> list[str] | None:
    reason = data.get("reason", "").strip()[:2000]
    if not reason:
        return [_("Please give a reason. The maintainer reads it.")]
    reject_proposal(found, reason, by=request.user)
    messages.success(request, _("The changes are rejected. The maintainer gets a mail."))
    return None


def _comparison(request: HttpRequest, found: EntryProposal, errors: list[str]) -> HttpResponse:
    rows = with_pictures(rows_of(changes_of(found, found.page)), _address_of_picture)
    context = {
        "proposal": found,
        "rows": rows,
        "is_possible": any(row.change.is_possible for row in rows),
        "seen": digest_of(facts_of(found.page)),
        "chosen": set(request.POST.getlist("accept")),
        "note": request.POST.get("note", ""),
        "reason": request.POST.get("reason", ""),
        "errors": errors,
    }
    return render(request, f"{FOLDER}/comparison.html", context, status=422 if errors else 200)


def _address_of_picture(picture: EntryPicture) -> str:
    return reverse("directory_sent_picture", args=[picture.pk])


@never_cache
def sent_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """What a maintainer sent, for those who decide about it."""
    found = get_object_or_404(EntryPicture.objects.select_related("page"), pk=pk)
    if not may_decide(request.user, found.page):
        raise PermissionDenied
    return picture_response(found)


def _told_too_late(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Somebody has decided about these changes already, or there are newer ones."))
    return redirect(LIST)


def digest_of(facts: dict) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
