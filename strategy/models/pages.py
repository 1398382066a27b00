from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.pages.models import ReadingPage

from ..blocks import PartnerGroupBlock


class StrategyPage(ReadingPage):
    """A part of the strategy: the idea, the programme, the vision, how it was made …"""

    template = "strategy/strategy_page.html"
    page_description = _(
        "Text on the town's strategy. Ends with the next step or, without one, with the three calls to action."
    )
    subpage_types = ["strategy.StrategyPage", "strategy.FieldsOfActionPage", "strategy.PartnersPage"]

    class Meta:
        verbose_name = _("strategy page")
        verbose_name_plural = _("strategy pages")


class PartnersPage(ReadingPage):
    """Who supports and funds the strategy, each with their role."""

    groups = StreamField(
        [("group", PartnerGroupBlock())],
        blank=True,
        verbose_name=_("partners and sponsors"),
        help_text=_("One group for each kind, for example cooperation partners, foundations, sponsors."),
    )

    content_panels = ReadingPage.content_panels[:-2] + [
        "groups",
        "body",
        MultiFieldPanel(["next_page", "next_text"], _("Next step")),
    ]
    search_fields = ReadingPage.search_fields + [index.SearchField("groups")]

    template = "strategy/partners_page.html"
    page_description = _("Partners and sponsors in groups, with logo and role.")
    subpage_types = []

    class Meta:
        verbose_name = _("partners page")
        verbose_name_plural = _("partners pages")
