from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from cms.pages.blocks import LinkBlock
from cms.pages.blocks.lists import FactBlock
from cms.pages.models import ContentPage, ReadingPage
from cms.pages.site_context import get_site_context
from cms.pages.visibility import public_url

from .blocks import IdeaItemBlock
from .emphasis import parts_of, validate_marks, without_marks
from .latest import sections_of
from .structured_data import describe_site


def count_field(label, default):
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        validators=[MaxValueValidator(12)],
        help_text=_("How many are shown. 0 leaves the section out."),
    )


def heading_field(label, default, **kwargs):
    return models.CharField(label, max_length=80, default=default, **kwargs)


class HomePage(ContentPage):
    """The front door of a town's site."""

    hero_title = models.CharField(
        _("headline"),
        max_length=120,
        validators=[validate_marks],
        default="Unsere Stadt lebt von Menschen, die *mitmachen*",
        help_text=_("One short sentence. Words between *asterisks* are emphasised."),
    )
    hero_lead = models.TextField(_("introduction"), max_length=300, blank=True)
    hero_image = models.ForeignKey(
        "media.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("large picture"),
        help_text=_("Landscape format, at least 1280 pixels wide. People say more than buildings."),
    )
    hero_buttons = StreamField(
        [("button", LinkBlock())],
        blank=True,
        max_num=2,
        verbose_name=_("buttons"),
        help_text=_("At most two: the first is filled, the second outlined."),
    )
    vision_title = models.CharField(
        _("heading of the vision"), max_length=60, default="Unsere Vision", blank=True
    )
    vision = models.TextField(
        _("vision"), max_length=240, blank=True, help_text=_("Where the town wants to be, in one sentence.")
    )

    finder_title = heading_field(_("heading of the search"), "Was suchen Sie?")
    finder_placeholder = models.CharField(
        _("example in the search field"),
        max_length=80,
        blank=True,
        default="zum Beispiel Chor, Sprachcafé, Fahrdienst",
    )

    idea_kicker = models.CharField(_("small line above"), max_length=40, blank=True, default="Die Idee")
    idea_title = models.CharField(_("heading"), max_length=80, blank=True)
    idea_text = RichTextField(_("text"), features=["bold", "link"], blank=True)
    idea_items = StreamField(
        [("item", IdeaItemBlock())],
        blank=True,
        max_num=8,
        verbose_name=_("points"),
        help_text=_("Numbered in this order."),
    )
    idea_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page to read on"),
    )
    idea_link_text = models.CharField(
        _("link text"), max_length=80, blank=True, help_text=_("Left empty: the title of the page.")
    )

    numbers_title = models.CharField(_("heading"), max_length=80, blank=True, default="In Zahlen")
    numbers = StreamField([("fact", FactBlock())], blank=True, max_num=4, verbose_name=_("facts in numbers"))

    news_title = heading_field(_("heading"), "Aktuelles")
    news_count = count_field(_("news"), 3)
    events_title = heading_field(_("heading"), "Termine")
    events_count = count_field(_("dates"), 4)
    openings_title = heading_field(_("heading"), "Mithilfe gesucht")
    openings_count = count_field(_("calls for volunteers"), 3)
    entries_title = heading_field(_("heading"), "Neu im Verzeichnis")
    entries_count = count_field(_("entries"), 3)

    hero_panels = [
        MultiFieldPanel(["hero_title", "hero_lead", "hero_image", "hero_buttons"], _("Opening")),
        MultiFieldPanel(["vision_title", "vision"], _("Vision")),
        MultiFieldPanel(["finder_title", "finder_placeholder"], _("Search in the directory")),
    ]
    idea_row = FieldRowPanel(["idea_page", "idea_link_text"])
    idea_panels = [
        MultiFieldPanel(
            ["idea_kicker", "idea_title", "idea_text", "idea_items", idea_row], _("The idea in brief")
        ),
        MultiFieldPanel(["numbers_title", "numbers"], _("Facts in numbers")),
    ]
    list_panels = [
        MultiFieldPanel([FieldRowPanel([f"{name}_title", f"{name}_count"])], label)
        for name, label in {
            "news": _("News"),
            "events": _("Dates"),
            "openings": _("Calls for volunteers"),
            "entries": _("Entries"),
        }.items()
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("title"), *hero_panels], heading=_("Opening")),
            ObjectList(idea_panels, heading=_("Idea and numbers")),
            ObjectList(list_panels, heading=_("News, dates, entries")),
            ObjectList(["body"], heading=_("More content")),
            ObjectList(["summary", "share_image", *ContentPage.promote_panels], heading=_("Promote")),
            ObjectList(ContentPage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = ContentPage.search_fields + [
        index.SearchField(name)
        for name in ("hero_title", "hero_lead", "vision", "idea_title", "idea_text", "idea_items")
    ]

    lists = ("news", "events", "openings", "organisations")

    template = "home/home_page.html"
    page_description = _("The start page of the site.")
    parent_page_types = ["wagtailcore.Page"]
    # The sections of a site; their apps lie below this one and do not know it.
    subpage_types = [
        "home.StandardPage",
        "strategy.StrategyPage",
        "strategy.FieldsOfActionPage",
        "strategy.PartnersPage",
        "directory.DirectoryPage",
        "directory.OpeningsPage",
        "news.NewsIndexPage",
        "events.EventIndexPage",
        "forms_app.ContactPage",
        "forms_app.RegistrationPage",
        "signups.SignupPage",
        "enquiries.EnquiryPage",
    ]

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | sections_of(self, request)

    @property
    def plain_hero_title(self) -> str:
        return without_marks(self.hero_title)

    @property
    def hero_parts(self):
        return parts_of(self.hero_title)

    @property
    def buttons(self) -> list[dict]:
        """Return `{url, title}` of each button whose target is there."""
        links = [block.value for block in self.hero_buttons]
        return [{"url": link.href, "title": link.text} for link in links if link.href]

    def idea_link(self) -> dict | None:
        """Return `{url, title}`, or None when no citizen may open the page."""
        url = public_url(self.idea_page) if self.idea_page_id else ""
        return {"url": url, "title": self.idea_link_text or self.idea_page.localized.title} if url else None

    def structured_data(self, request: HttpRequest) -> dict:
        return describe_site(self, get_site_context(request).town, address=self.get_full_url(request))


class StandardPage(ReadingPage):
    """A page of text: imprint, privacy, how to take part …"""

    template = "home/standard_page.html"
    page_description = _("A page of text and other blocks.")
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")


class PageWords(models.Model):
    """The words by which a page is found: see `page_words`. The database keeps its full-text index in step.

    Pages that are not public have words, too: whoever searches asks what is public.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    title = models.TextField()
    title_parts = models.TextField()
    summary = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name = "words of a page"
        verbose_name_plural = "words of pages"

    def __str__(self):
        return self.title
