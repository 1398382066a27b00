from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.common import todo_items
from cms.pages import quick_actions
from cms.towns.addresses import allow_tiles
from cms.towns.models import TownSettings

from .duplicates import hooks as duplicates_hooks
from .imports.admin import hooks as imports_hooks
from .models import DirectoryPage, Offer, OrganisationPage, SchoolHoliday
from .models.taxonomy import Term
from .staff import hooks as staff_hooks
from .staff.lists import DirectoryGroup
from .staff.time_in_words import time_in_words
from .workflow import log_actions

# Importing these modules registers their hooks.
MODULES_WITH_HOOKS = (duplicates_hooks, imports_hooks, staff_hooks, log_actions)

LOOK_AHEAD = timedelta(days=60)

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
    """Explain why a term cannot be deleted, instead of failing."""
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


@hooks.register(todo_items.HOOK)
def school_holidays_to_enter(request):
    """Without future school holidays, the dates of offers that pause in them would silently run out."""
    if not request.user.has_perm("directory.change_schoolholiday") or not _holidays_run_out():
        return []
    url = reverse(SchoolHoliday.snippet_viewset.get_url_name("list"))
    return [todo_items.TodoItem(_("Enter the next school holidays"), 1, url, "date")]


def _holidays_run_out() -> bool:
    """Whether published offers pause in school holidays of which we do not know those of the next two months."""
    known_until = SchoolHoliday.objects.holidays().known_until
    if known_until and known_until > timezone.localdate() + LOOK_AHEAD:
        return False
    return Offer.objects.filter(page__live=True, pauses_in_holidays=True).exists()
