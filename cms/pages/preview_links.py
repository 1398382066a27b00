"""The screen with the link to a draft in another front end."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.towns.addresses import preview_address
from cms.towns.models import TownSettings

from .api.previews import LIFETIME, make_preview


@method_decorator(never_cache, "dispatch")
class PreviewLinkView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Preview link")
    header_icon = "link-external"
    template_name = "pages/preview_link.html"

    def dispatch(self, request, *args, pk, **kwargs):
        self.page = get_object_or_404(Page, pk=pk)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        preview, site = make_preview(self.page), self.page.get_site()
        front_end = site and TownSettings.for_site(site).preview_address
        address = reverse("api:get_page", args=[self.page.pk])
        return super().get_context_data(
            address=self.request.build_absolute_uri(f"{address}?{urlencode({'preview': preview})}"),
            front_end_address=front_end and preview_address(front_end, self.page, preview),
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            hours=int(LIFETIME.total_seconds() // 3600),
            **kwargs,
        )


def preview_link_button(page: Page, user, view_name: str, next_url: str | None = None):
    """The entry in the menu beside the editor's title."""
    if view_name == "edit" and page.pk and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Preview link"), reverse("preview_link", args=[page.pk]), icon_name="link-external", priority=55
        )
