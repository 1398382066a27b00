from django.db.models import QuerySet
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html
from wagtail.search import index

from cms.core.caching import cached, cached_for
from cms.core.models import BasePage

from .directory_page import DirectoryPage


class OpeningsPage(BasePage):
    """All calls for volunteers of the directory that stands beside it, with filters."""

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
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("All calls for volunteers of the directory. There is one per language.")

    # What the page shows; search engines read the same.
    _rows: list[dict] | None = None

    class Meta:
        verbose_name = _("list of calls for volunteers")
        verbose_name_plural = _("lists of calls for volunteers")

    def get_context(self, request, *args, **kwargs):
        from ..listing import opening_listing

        found = opening_listing(self.directory or DirectoryPage(), request.GET, request)
        self._rows = found["rows"]
        return (
            super().get_context(request, *args, **kwargs)
            | found
            | {
                "unit": "openings",
                # Each link in it would ask for its page.
                "introduction": cached_for(
                    request, f"openings-introduction:{self.pk}", self._introduction_as_html
                ),
            }
        )

    def _introduction_as_html(self) -> str:
        return mark_safe(expand_db_html(self.introduction))  # noqa: S308 -- cleaned by the editor's field

    def structured_data(self, request):
        from ..structured_data import list_of_openings

        return list_of_openings(self, self._rows or [], request)

    @property
    def directory(self) -> DirectoryPage | None:
        """The directory in the same language and town."""
        above = self.path[: -self.steplen]
        return cached(f"directory-beside:{above}", lambda: self._directories(above).first())

    def _directories(self, above: str) -> QuerySet:
        return DirectoryPage.objects.filter(path__startswith=above, depth=self.depth)
