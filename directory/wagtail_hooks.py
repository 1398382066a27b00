from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.core import quick_actions, waiting
from cms.core.map_tiles import allow_tiles
from cms.core.models import TownSettings

from . import log_actions  # noqa: F401 -- registers by being imported
from .admin import DirectoryGroup
from .editing.time_in_words import time_in_words
from .holidays import holidays_run_out
from .imports.admin import hooks as _of_imports  # noqa: F401 - registers them
from .merging import hooks as _of_merging  # noqa: F401 - registers them
from .models import DirectoryPage, OrganisationPage, SchoolHoliday
from .models.taxonomy import Term
from .self_service import hooks as _of_keepers  # noqa: F401 - registers them
from .staff import hooks as _of_staff  # noqa: F401 - registers them

register_snippet(DirectoryGroup)


@hooks.register("register_admin_urls")
def editing_urls():
    return [path("verzeichnis/zeit/", time_in_words, name="directory_time_in_words")]


@hooks.register("before_edit_page")
@hooks.register("before_create_page")
def let_maps_load(request, page, page_class=None):
    if OrganisationPage in (page_class, page.specific_class):
        allow_tiles(request, TownSettings.for_request(request).map_tiles)


@hooks.register("before_delete_snippet")
def keep_terms_in_use(request, instances):
    """Say in words why a word of the lists cannot go, instead of failing."""
    used = [str(term) for term in instances if isinstance(term, Term) and term.is_used]
    if not used:
        return None
    message = _("%(names)s cannot be deleted: entries still use it. Please change these entries first.")
    messages.error(request, message % {"names": ", ".join(f"„{name}“" for name in used)})
    return redirect(reverse(type(instances[0]).snippet_viewset.get_url_name("list")))


@hooks.register(quick_actions.HOOK)
def add_entry(request):
    return quick_actions.add_page_action(
        request, _("Add an entry to the directory"), DirectoryPage, OrganisationPage
    )


@hooks.register(waiting.HOOK)
def school_holidays_to_enter(request):
    """Without the next school holidays the dates of what pauses in them run out, and nobody would notice."""
    if not request.user.has_perm("directory.change_schoolholiday") or not holidays_run_out():
        return []
    url = reverse(SchoolHoliday.snippet_viewset.get_url_name("list"))
    return [waiting.WaitingItem(_("Enter the next school holidays"), 1, url, "date")]
