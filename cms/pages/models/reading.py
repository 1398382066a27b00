from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.caching.content_version import cached_for

from ..blocks import heading_anchor
from ..teasers import teaser_of
from ..visibility import published_pages
from .pages import ContentPage

# Root, home page, section.
SECTION_DEPTH = 3


def _pages_of_section(top_path: str) -> list[dict]:
    """Return `{pk, title, url}` of the published page at this path and of those right below it."""
    pages = published_pages().filter(path__startswith=top_path, depth__lte=SECTION_DEPTH + 1)
    found = [{"pk": page.pk, "title": page.title, "url": page.url} for page in pages.order_by("path")]
    has_top = pages.filter(path=top_path).exists()
    return found if has_top else []


class ReadingPage(ContentPage):
    """A page that is read from top to bottom: it has a table of contents and names the next step."""

    next_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("next step"),
        help_text=_("Where somebody who has read this far should go. Stands at the end of the page."),
    )
    next_text = models.CharField(
        _("text of the next step"),
        max_length=200,
        blank=True,
        help_text=_("Left empty: the summary of that page."),
    )

    next_step_panel = MultiFieldPanel([FieldPanel("next_page"), FieldPanel("next_text")], _("Next step"))
    content_panels = ContentPage.content_panels + [next_step_panel]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        anchors = [heading["anchor"] for heading in self.headings]
        doubled = {anchor for anchor in anchors if anchors.count(anchor) > 1}
        for heading in self.headings:
            if heading["anchor"] in doubled:
                message = gettext("The heading “%(text)s” stands here twice. Please give each its own words.")
                raise ValidationError({"body": message % {"text": heading["text"]}})

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "headings": self.headings,
            "next_step": self.next_step(request),
            "section": self.section(request),
        }

    @property
    def headings(self) -> list[dict]:
        """Return `{anchor, text, level}` of each heading, for the table of contents."""
        # From the stored data: walking the blocks would load every picture and document of the page.
        values = [block["value"] for block in self.body.raw_data if block["type"] == "heading"]
        return [
            {"anchor": heading_anchor(value["text"]), "text": value["text"], "level": value["level"]}
            for value in values
        ]

    def next_step(self, request: HttpRequest) -> dict | None:
        """Return `{url, title, text, image}`, or None when there is none that every citizen may see."""
        if not self.next_page_id:
            return None
        return cached_for(
            request, f"next-step:{self.pk}", lambda: teaser_of(self.next_page, text=self.next_text)
        )

    def section(self, request: HttpRequest) -> dict | None:
        """Return `{title, pages: [{title, url, current}]}` of the part of the site this page belongs to.

        That is the page right below the home page with its own subpages; None where it has none.
        """
        top_path = self.path[: self.steplen * SECTION_DEPTH]
        if len(top_path) < self.steplen * SECTION_DEPTH:
            return None
        pages = cached_for(request, f"section:{top_path}", lambda: _pages_of_section(top_path))
        if len(pages) < 2:
            return None
        return {
            "title": pages[0]["title"],
            "pages": [page | {"current": page["pk"] == self.pk} for page in pages],
        }

    def structured_data(self, request: HttpRequest) -> dict:
        data = {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": self.title,
            "description": self.summary,
            "url": self.get_full_url(request),
            "inLanguage": get_language(),
            "dateModified": self.last_published_at and self.last_published_at.isoformat(),
        }
        return {key: value for key, value in data.items() if value}
