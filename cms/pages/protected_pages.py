"""Pages without which the site breaks: they can be edited, but not removed by mistake."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from wagtail.models import Page, Site

from cms.towns.models import TownSettings

from .site_context import PAGE_LINKS


def reason_to_keep(page: Page) -> str:
    """Return why this page and its descendants must stay, or "" if they may be removed."""
    if Site.objects.filter(root_page__path__startswith=page.path).exists():
        return _now("This is the home page. Without it nobody sees the site.")
    for town in TownSettings.objects.all():
        for name in PAGE_LINKS:
            kept = getattr(town, f"{name}_page")
            if kept and kept.path.startswith(page.path):
                purpose = TownSettings._meta.get_field(f"{name}_page").verbose_name
                return _now(
                    "The site needs “%(title)s” (%(purpose)s). "
                    "Choose another page in the town's settings first."
                ) % {"title": kept.title, "purpose": purpose}
    return ""


def refuse_to_lose(request: HttpRequest, *pages: Page) -> HttpResponse | None:
    """Redirect with the reason if one of the pages must stay."""
    for page in pages:
        if reason := reason_to_keep(page):
            messages.error(request, reason)
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None
