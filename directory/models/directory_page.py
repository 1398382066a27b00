from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.core.models import BasePage


class DirectoryPage(BasePage):
    """The list of all clubs and organisations, with its filters."""

    lists = ("organisations",)

    template = "directory/directory_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["directory.OrganisationPage"]
    max_count_per_parent = 1

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("share_image"),
    ]

    class Meta:
        verbose_name = _("directory")
        verbose_name_plural = _("directories")

    def get_context(self, request, *args, **kwargs):
        from ..listing import listing
        from ..maps import map_of_list

        found = listing(self, request.GET, request)
        return (
            super().get_context(request, *args, **kwargs)
            | found
            | {"map": map_of_list(request, found["selection"], found["total"])}
        )

    def structured_data(self, request):
        return {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": self.title,
            "description": self.share_description,
            "url": self.get_full_url(request),
        }
