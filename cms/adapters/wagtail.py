"""Where Wagtail keeps the site and the page of a request."""

from collections.abc import Callable, Collection

from allauth.core import context
from django.forms import Form, ModelForm
from django.http import HttpRequest
from django.views.generic.edit import ModelFormMixin
from django_filters import FilterSet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
from wagtail.admin.views.generic import EditView
from wagtail.models import Site


def keep_site(request: HttpRequest, site: Site | None) -> None:
    """Make `Site.find_for_request` return this site without a query."""
    request._wagtail_site = site


def look_up_site(request: HttpRequest) -> Site | None:
    """Like `Site.find_for_request`, but always asks the database and keeps nothing in the request."""
    return Site._find_for_request(request)


def narrow_root_paths(request: HttpRequest, sites: Collection[int]) -> None:
    """Let Wagtail know these sites only when it looks for the page of an address during this request."""
    paths = Site.get_site_root_paths()
    request._wagtail_cached_site_root_paths = [each for each in paths if each.site_id in sites]


def keep_route(request: HttpRequest, route) -> None:
    """Make Wagtail's view serve this route (a RouteResult, or None for a 404) instead of looking for one."""
    request._wagtail_route_for_request = route


def has_route(request: HttpRequest) -> bool:
    return hasattr(request, "_wagtail_route_for_request")


def kept_route(request: HttpRequest):
    return getattr(request, "_wagtail_route_for_request", None)


def keep_out_of_cache(rendition) -> None:
    """Let Wagtail believe that this rendition comes from its cache, so that it does not put it there."""
    rendition._from_cache = True


def narrow_filters(narrow: Callable[[Form, object], None]) -> None:
    """Call `narrow(form, user)` for the form of each filter in the admin, before it is shown or read.

    There is no hook, and a view of its own for each of fifteen lists would be lost with Wagtail's next one.
    """

    def form(filters: WagtailFilterSet) -> Form:
        is_new = not hasattr(filters, "_form")
        found = FilterSet.form.fget(filters)
        if is_new and filters.request is not None:
            narrow(found, filters.request.user)
        return found

    WagtailFilterSet.form = property(form)


def narrow_privacy(narrow: Callable[[Form, object], None]) -> None:
    """Call `narrow(form, user)` for the forms that ask who may see a page or a collection, which know no user."""
    original = BaseViewRestrictionForm.__init__

    def begin(form, *args, **kwargs):
        original(form, *args, **kwargs)
        if context.request is not None:
            narrow(form, context.request.user)

    BaseViewRestrictionForm.__init__ = begin


def guard_edit_forms(guarded: Callable[[type[ModelForm]], type[ModelForm]]) -> None:
    """Let each edit view of the admin use `guarded(form_class)`, and name the forms beside it `companions`.

    Wagtail has settings for a few of the forms, and none for those of collections, redirects, sites and workflows.
    """

    def get_form(view: EditView, form_class: type[ModelForm] | None = None) -> ModelForm:
        form = ModelFormMixin.get_form(view, guarded(form_class or view.get_form_class()))
        form.companions = _companions(view)
        return form

    EditView.get_form = get_form


def _companions(view: EditView) -> list:
    if hasattr(view, "permission_panel_forms"):
        return view.permission_panel_forms
    if hasattr(view, "get_pages_formset"):
        return [view.get_pages_formset(), view.get_content_type_form()]
    return []
