from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.models import PageManager
from wagtail.search import index

from cms.pages.editing.tabs import tabs
from cms.pages.models import ContentPage

from .. import listings, structured
from ..querysets import NewsQuerySet
from .categories import NewsCategory


class NewsPageForm(WagtailAdminPageForm):
    """Offers only the categories of the page's own language."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "categories" in self.fields and self.instance.locale_id:
            categories = NewsCategory.objects.filter(locale_id=self.instance.locale_id)
            self.fields["categories"].queryset = categories


class NewsPage(ContentPage):
    """One piece of news."""

    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        help_text=_("Stands above the text and decides the order. To publish later, use the schedule."),
    )
    categories = ParentalManyToManyField(
        NewsCategory,
        blank=True,
        related_name="+",
        verbose_name=_("topics"),
        help_text=_("Citizens filter the news by them. You manage them under “Snippets”."),
    )
    author = models.CharField(
        _("written by"),
        max_length=120,
        blank=True,
        help_text=_("Empty: the office named in the town's settings."),
    )

    kind = "news"
    # The latest other news are beside its text.
    lists = ("news",)

    objects = PageManager.from_queryset(NewsQuerySet)()
    base_form_class = NewsPageForm

    edit_handler = tabs(
        ObjectList(ContentPage.content_panels, heading=_("Content")),
        ObjectList(
            ["date", FieldPanel("categories", widget=CheckboxSelectMultiple), "author"],
            heading=_("Date and topics"),
        ),
    )
    search_fields = ContentPage.search_fields + [index.FilterField("date")]

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    page_description = _("One piece of news with a date, a picture and topics.")

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("pieces of news")
        indexes = [models.Index(fields=["-date"], name="news_page_date")]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        surroundings = listings.news_surroundings(self)
        context["news_index"] = surroundings["index"]
        context["more_news"] = [each for each in surroundings["latest"] if each["pk"] != self.pk][:3]
        context["page_address"] = request.build_absolute_uri(self.get_url(request))
        context["page_categories"] = sorted(self.categories.all(), key=lambda category: category.name)
        return context

    def structured_data(self, request):
        return structured.news_article(self, request)
