"""Looks at the addresses of the admin before their views do."""

from collections.abc import Iterator

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import ResolverMatch
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page, Site

from cms.media.models import SiteDocument, SiteImage
from cms.towns.scope import ALL_TOWNS, has_several, towns_of_staff

from .things import is_elsewhere

# Names of arguments that mean the same in all of Wagtail's addresses, and parameters that do in all queries.
NAMES = {
    Page: ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"),
    SiteImage: ("image_id",),
    SiteDocument: ("document_id", "doc_id"),
    Collection: ("collection_id",),
}
PARAMETERS = {
    Page: ("parent_page_id", "parent_page", "childOf", "target_pages[]"),
    Collection: ("collection_id",),
}
# Where "pk", or "id" in the query, is one of these.
PLACES = {
    "wagtailadmin_api:pages": Page,
    "wagtailadmin_api:images": SiteImage,
    "wagtailadmin_api:documents": SiteDocument,
    "wagtailadmin_choose_page_chosen_multiple": Page,
    "wagtailadmin_pages": Page,
    "wagtailimages_chooser": SiteImage,
    "wagtaildocs_chooser": SiteDocument,
    "wagtailadmin_collections": Collection,
    "wagtailsettings": Site,
    "preview_link": Page,
}
BULK = "wagtail_bulk_action"
IN_BULK = {model._meta.model_name: model for model in (Page, SiteImage, SiteDocument)}
# Wagtail lets everybody choose tasks, whose names are those of towns.
TASK_CHOOSERS = ("task_chooser", "task_chosen")
# What the databases take as a key.
LONGEST_KEY = 18


class OtherTownsMiddleware:
    """Answers 404 where an address names what is another town's, or is no key; 400 where a form came incompletely.

    A deletion that would take along what others need is refused in words.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs):
        if not _is_of_staff(request):
            return None
        if _creates_nothing(request.resolver_match):
            raise Http404
        named = [(model, ids) for model, ids in _named(request, request.resolver_match) if ids]
        keys = [key for _model, ids in named for key in ids]
        if not all(each.isdecimal() and len(each) <= LONGEST_KEY for each in keys):
            raise Http404
        if any(name.endswith("-count") and not value.isdecimal() for name, value in request.POST.items()):
            return _incomplete()
        if has_several() and towns_of_staff(request.user) is not ALL_TOWNS:
            _refuse_other_towns(request, named)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception):
        if not _is_of_staff(request):
            return None
        if isinstance(exception, MultiValueDictKeyError) or _has_not_begun(request):
            return _incomplete()
        return _still_needed(request, exception) if isinstance(exception, ProtectedError) else None

    def process_template_response(self, request: HttpRequest, response):
        """A bulk action for "all" lists by name what the user may not touch."""
        context = response.context_data or {}
        if (refused := context.get("items_with_no_access")) and towns_of_staff(request.user) is not ALL_TOWNS:
            context["items_with_no_access"] = [
                each
                for each in refused
                if not any(
                    isinstance(each, model) and is_elsewhere(model, [str(each.pk)], request.user)
                    for model in IN_BULK.values()
                )
            ]
        return response


def _is_of_staff(request: HttpRequest) -> bool:
    return request.path_info.startswith("/admin/") and request.user.is_authenticated


def _creates_nothing(match: ResolverMatch) -> bool:
    """Wagtail registers this address for all snippets, and fails where a chooser creates none, as with all of ours."""
    return match.namespace.startswith("wagtailsnippetchoosers_") and match.url_name == "create"


def _incomplete() -> HttpResponseBadRequest:
    message = _(
        "This form did not arrive completely. Please go back, load the page again, and send it once more."
    )
    return HttpResponseBadRequest(message, content_type="text/plain; charset=utf-8")


def _has_not_begun(request: HttpRequest) -> bool:
    """The second step of importing redirects, without the first."""
    return (
        request.resolver_match.view_name == "wagtailredirects:process_import"
        and "import_file_name" not in request.session
    )


def _still_needed(request: HttpRequest, refusal: ProtectedError) -> HttpResponseRedirect:
    """Say why something cannot be deleted, where it was asked for."""
    names = {str(each._meta.verbose_name_plural) for each in refusal.protected_objects}
    message = _("This cannot be deleted as long as there are %(names)s that belong to it.")
    messages.error(request, message % {"names": ", ".join(sorted(names))})
    return HttpResponseRedirect(request.path)


def _refuse_other_towns(request: HttpRequest, named: list[tuple[type | None, list[str]]]) -> None:
    name = request.resolver_match.url_name or ""
    is_task = name.startswith(TASK_CHOOSERS) and not request.user.has_perm("wagtailcore.change_task")
    if is_task or any(model and is_elsewhere(model, ids, request.user) for model, ids in named):
        raise Http404


def _named(request: HttpRequest, match: ResolverMatch) -> Iterator[tuple[type | None, list[str]]]:
    """The keys in an address and its query, by model; None for those that are no business of ours."""
    for model, names in NAMES.items():
        yield model, [str(match.kwargs[name]) for name in names if name in match.kwargs]
    for model, names in PARAMETERS.items():
        yield model, [each for name in names for each in request.GET.getlist(name) if each]
    keys = [str(match.kwargs[name]) for name in ("pk", "object_id", "session_id") if name in match.kwargs]
    yield _place_of(match), [*keys, *(each for each in request.GET.getlist("id") if each not in {"", "all"})]


def _place_of(match: ResolverMatch) -> type | None:
    if match.url_name == BULK:
        return IN_BULK.get(match.kwargs["model_name"])
    return PLACES.get(match.namespace) or PLACES.get(match.url_name)
