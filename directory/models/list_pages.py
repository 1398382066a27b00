from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.caching.content_version import cached
from cms.pages.models import BasePage


class DirectoryPage(BasePage):
    """The list of all clubs and organisations, with its filters."""

    lists = ("organisations",)

    template = "directory/directory_page.html"
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

    def leads_to(self):
        """The alias of a list has only what was made below it; without that, the list is elsewhere."""
        is_of_this_language = self.alias_of_id and self.alias_of.locale_id == self.locale_id
        return self.alias_of.specific if is_of_this_language and not self.records.exists() else None

    def structured_data(self, request):
        return {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": self.title,
            "description": self.share_description,
            "url": self.get_full_url(request),
        }


class OpeningsPage(BasePage):
    """All calls for volunteers of the sibling directory, with filters."""

    lists = ("openings",)

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text=_("A few sentences for people who have never helped before."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel("share_image"),
    ]
    search_fields = BasePage.search_fields + [index.SearchField("introduction")]

    template = "directory/openings_page.html"
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("All calls for volunteers of the directory. There is one per language.")

    # The structured data must match what the page shows.
    shown_rows: list[dict] = ()

    class Meta:
        verbose_name = _("list of calls for volunteers")
        verbose_name_plural = _("lists of calls for volunteers")

    @property
    def directory(self) -> DirectoryPage | None:
        """The directory in the same language and town."""
        above = self.path[: -self.steplen]
        return cached(f"directory-beside:{above}", lambda: self._directories(above).first())

    def _directories(self, above: str) -> QuerySet:
        return DirectoryPage.objects.filter(path__startswith=above, depth=self.depth)
