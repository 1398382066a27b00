from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.search import index

from cms.caching.content_version import cached, cached_for
from cms.pages.models import ReadingPage

from .. import overview
from ..blocks import MilestoneBlock
from .measures import Measure


def tabs_with(*own: ObjectList) -> TabbedInterface:
    return TabbedInterface(
        [
            ObjectList(ReadingPage.content_panels, heading=_("Content")),
            *own,
            ObjectList(ReadingPage.promote_panels, heading=_("Promote")),
            ObjectList(ReadingPage.settings_panels, heading=_("Settings")),
        ]
    )


class PageWithMilestones(ReadingPage):
    milestones = StreamField(
        [("milestone", MilestoneBlock())],
        blank=True,
        verbose_name=_("milestones"),
        help_text=_("Shown as a timeline, the earliest first, in whatever order you enter them."),
    )

    milestones_tab = ObjectList(["milestones"], heading=_("Milestones"))
    search_fields = ReadingPage.search_fields + [index.SearchField("milestones")]

    class Meta:
        abstract = True

    @property
    def timeline(self) -> list:
        """The milestones by date, earliest first."""
        return sorted((block.value for block in self.milestones), key=lambda value: value["date"])


class FieldsOfActionPage(PageWithMilestones):
    """The overview of all fields of action and their measures."""

    edit_handler = tabs_with(PageWithMilestones.milestones_tab)

    template = "strategy/fields_of_action_page.html"
    page_description = _("Overview: the fields of action below it, and their measures by status.")
    subpage_types = ["strategy.FieldOfActionPage"]

    class Meta:
        verbose_name = _("overview of the fields of action")
        verbose_name_plural = _("overviews of the fields of action")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | overview.choose(self.cards, request.GET.get("status", ""))

    @property
    def cards(self) -> list[overview.FieldCard]:
        """The public fields of action with their measures."""
        return cached(f"fields-of-action:{self.pk}", self._build_cards)

    def _build_cards(self):
        fields = list(FieldOfActionPage.objects.child_of(self).published().select_related("share_image"))
        measures = {field.pk: [] for field in fields}
        for measure in Measure.objects.filter(page__in=fields).order_by("page__path", "sort_order"):
            measures[measure.page_id].append(measure)
        return [overview.make_card(field, measures[field.pk]) for field in fields]


class FieldOfActionPage(PageWithMilestones):
    """One field of action: why it matters, what is done, and how success is measured."""

    measures_panel = InlinePanel("measures", heading=_("Measures"), label=_("Measure"))
    edit_handler = tabs_with(
        ObjectList([measures_panel], heading=_("Measures")), PageWithMilestones.milestones_tab
    )
    search_fields = PageWithMilestones.search_fields + [
        index.RelatedFields("measures", Measure.search_fields)
    ]

    template = "strategy/field_of_action_page.html"
    page_description = _("One field of action with its measures, indicators and milestones.")
    parent_page_types = ["strategy.FieldsOfActionPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("field of action")
        verbose_name_plural = _("fields of action")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"measures": cached_for(request, f"measures:{self.pk}", self._render_measures)}

    @property
    def headings(self) -> list[dict]:
        own = [{"anchor": "massnahmen", "text": _("Measures"), "level": "h2"}]
        if self.milestones:
            own.append({"anchor": "meilensteine", "text": _("Milestones"), "level": "h2"})
        return super().headings + own

    def _render_measures(self):
        return render_to_string("strategy/measures.html", {"measures": self.measures.all()})
