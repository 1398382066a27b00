from django.utils.translation import gettext_lazy as _

from cms.core.models import ReadingPage


class StrategyPage(ReadingPage):
    """A part of the strategy: the idea, the programme, the vision, how it was made …"""

    template = "strategy/strategy_page.html"
    page_description = _("Text on the town's strategy. Ends with the three calls to action.")
    parent_page_types = ["home.HomePage", "strategy.StrategyPage"]
    subpage_types = ["strategy.StrategyPage", "strategy.FieldsOfActionPage", "strategy.PartnersPage"]

    class Meta:
        verbose_name = _("strategy page")
        verbose_name_plural = _("strategy pages")
