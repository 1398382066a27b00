"""Staff screens: the list of likely pairs, and two entries side by side."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from cms.common.text_cleaning import cleaned_data

from ..models import DuplicatePair, Maintainership, OrganisationPage
from ..staff.review_views import digest_of
from .choices import GONE, KEPT, Choice, default_choice, merge_facts_of
from .likely_pairs import find_likely_pairs
from .merging import EntryMovedError, may_merge, merge_entries, refuse_impossible, tell_apart
from .sides import consequences_of, result_of, sections_of

FOLDER = "directory/duplicates"
LIST = "directory_duplicates"
PER_PAGE = 50
CHOICE_FIELDS = ("rows", "maintainer", "seen")


@require_http_methods(["GET", "HEAD", "POST"])
def duplicates(request: HttpRequest) -> HttpResponse:
    """The list. POST refreshes it, which otherwise happens every few hours."""
    if not may_merge(request.user):
        raise PermissionDenied
    if request.method == "POST":
        find_likely_pairs()
        messages.success(request, _("The entries have been compared."))
        return redirect(LIST)
    pairs = DuplicatePair.objects.to_decide().decidable_by(request.user).select_related("one", "other")
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, f"{FOLDER}/list.html", {"page": page})


@require_POST
def distinct(request: HttpRequest, pk: int) -> HttpResponse:
    if not may_merge(request.user):
        raise PermissionDenied
    pair = get_object_or_404(DuplicatePair.objects.select_related("one", "other"), pk=pk)
    tell_apart(pair, by=request.user)
    names = {"one": pair.one.title, "other": pair.other.title}
    messages.success(request, _("“%(one)s” and “%(other)s” are not shown as duplicates again.") % names)
    return redirect(LIST)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, kept: int, gone: int) -> HttpResponse:
    """Choose, preview, merge: three steps at one address."""
    if not may_merge(request.user):
        raise PermissionDenied
    stays, goes = (get_object_or_404(OrganisationPage, pk=key, alias_of=None) for key in (kept, gone))
    if not may_merge(request.user, stays, goes):
        raise PermissionDenied
    try:
        refuse_impossible(stays, goes)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(LIST)
    if request.method != "POST":
        return _form(request, stays, goes, _default(stays, goes))
    return _decide(request, stays, goes)


def _decide(request: HttpRequest, stays: OrganisationPage, goes: OrganisationPage) -> HttpResponse:
    data = cleaned_data(request.POST)
    choice = read_choice(data)
    facts = merge_facts_of(stays), merge_facts_of(goes)
    moved = _("One of the entries has changed while you were looking. Please look at both again.")
    if data.get("seen") != digest_of(facts):
        return _form(request, stays, goes, choice, [moved])
    if data.get("action") == "change":
        return _form(request, stays, goes, choice)
    try:
        if data.get("action") == "merge":
            return _merge(request, stays, goes, choice, facts)
        return _preview(request, stays, goes, choice)
    except EntryMovedError:
        return _form(request, stays, goes, choice, [moved])
    except ValidationError as refused:
        return _form(request, stays, goes, choice, refused.messages)


def _merge(request: HttpRequest, stays, goes, choice: Choice, facts: tuple[dict, dict]) -> HttpResponse:
    merged = merge_entries(stays, goes, choice, by=request.user, seen=facts)
    names = {"gone": goes.title, "kept": merged.title}
    text = _("“%(gone)s” is merged into “%(kept)s”. Its old address leads there.")
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[merged.pk]), _("Edit"))
    messages.success(request, text % names, buttons=[edit])
    return redirect(LIST)


def _form(request: HttpRequest, stays, goes, choice: Choice, errors: list[str] | None = None) -> HttpResponse:
    facts = merge_facts_of(stays), merge_facts_of(goes)
    context = {
        "stays": stays,
        "goes": goes,
        "keepings": {KEPT: _keeping(stays), GONE: _keeping(goes)},
        "sections": sections_of(*facts, choice),
        "maintainer": choice.maintainer,
        "seen": digest_of(facts),
        "errors": errors or [],
    }
    return render(request, f"{FOLDER}/merge.html", context, status=422 if errors else 200)


def _preview(request: HttpRequest, stays, goes, choice: Choice) -> HttpResponse:
    context = {
        "stays": stays,
        "goes": goes,
        "result": result_of(stays, goes, choice),
        "consequences": consequences_of(stays, goes, choice),
        "fields": _as_fields(request),
    }
    return render(request, f"{FOLDER}/preview.html", context)


def read_choice(data) -> Choice:
    """Read the form; unknown values fall back to the entry that stays."""
    units = {name.removeprefix("unit-"): value for name, value in data.items() if name.startswith("unit-")}
    maintainer = GONE if data.get("maintainer") == GONE else KEPT
    return Choice(units, frozenset(data.getlist("rows")), maintainer)


def _default(stays: OrganisationPage, goes: OrganisationPage) -> Choice:
    mine, theirs = _keeping(stays), _keeping(goes)
    has_maintainer = bool(theirs and theirs.maintainer_email) and not (mine and mine.maintainer_email)
    return default_choice(merge_facts_of(stays), merge_facts_of(goes), GONE if has_maintainer else KEPT)


def _as_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The choice as hidden fields, which the preview's buttons submit again."""
    data = cleaned_data(request.POST)
    names = [name for name in data if name in CHOICE_FIELDS or name.startswith("unit-")]
    return [(name, value) for name in names for value in data.getlist(name)]


def _keeping(page: OrganisationPage) -> Maintainership | None:
    return getattr(page, "maintainership", None)
