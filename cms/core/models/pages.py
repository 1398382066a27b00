from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import SlugInput
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageViewRestriction, Site
from wagtail.query import PageQuerySet
from wagtail.search import index

from ..blocks import content_blocks
from ..towns import below_homes

# As people here write umlauts where there are none; Wagtail would drop the dots ("kranzchen").
GERMAN_LETTERS = [("[äÄ]", "ae"), ("[öÖ]", "oe"), ("[üÜ]", "ue"), ("ß", "ss")]


class PublicPageQuerySet(PageQuerySet):
    def published(self):
        """What every citizen may see: the one definition, for pages, lists, search, feeds and API."""
        return self.live().public()

    def private_q(self):
        # Wagtail guards the alias of a private page at its address, but would let lists tell of it.
        private = PageViewRestriction.objects.values_list(
            "page__path", "page__aliases__path", "page__aliases__aliases__path"
        )
        paths = {path for row in private for path in row if path}
        return reduce(or_, (Q(path__startswith=path) for path in sorted(paths)), Q(pk__in=[]))

    def in_site(self, site):
        return self.descendant_of(site.root_page, inclusive=True)

    def in_town(self, site: Site | None):
        """Those below the site's home pages in all languages; without a site all."""
        return self.filter(below_homes(site))

    def in_locale_of(self, page):
        return self.filter(locale_id=page.locale_id)


class BasePage(Page):
    """What every page of the site shares."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences. They open the page and stand wherever it is announced."),
    )
    share_image = models.ForeignKey(
        "core.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Stands at the top of the page, in teasers, and when the page is shared."),
    )
    as_of = models.DateField(
        _("as of"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody last checked that everything here is still right."),
    )
    show_sample_note = models.BooleanField(
        _("sample content"),
        default=False,
        help_text=_("Shows the note that what stands here is invented. Untick for real content."),
    )

    # Of what it is one, and of what it lists some by itself (not chosen by an editor): see api/surrogates.py.
    kind = "pages"
    lists: tuple[str, ...] = ()
    # How webhooks call it ("page.published").
    event_noun = "page"

    objects = PageManager.from_queryset(PublicPageQuerySet)()

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", widget=SlugInput(formatters=GERMAN_LETTERS)),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            _("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], _("For menus")),
    ]
    settings_panels = [
        FieldPanel("as_of"),
        FieldPanel("show_sample_note"),
        *Page.settings_panels,
    ]

    search_fields = Page.search_fields + [index.SearchField("summary")]

    class Meta:
        abstract = True

    def surrogate_keys(self) -> list[str]:
        """What a cache drops when this page changes: itself, and the lists of its kind."""
        return [f"page-{self.pk}", self.kind]

    @property
    def event_key(self) -> int | str:
        """Return the key under which the API knows it."""
        return self.pk

    def pages_beside(self) -> models.QuerySet | None:
        """Return the pages that by themselves show something of this one, if there are any."""
        return None

    def get_cached_paths(self):
        # Lists take parameters.
        return ["/", "/?*"] if self.lists else ["/"]

    @property
    def share_title(self) -> str:
        return self.seo_title or self.title

    @property
    def share_description(self) -> str:
        return self.search_description or self.summary

    def structured_data(self, request: HttpRequest) -> dict | None:
        """Return the page as schema.org JSON-LD, equal to the visible text, or None."""
        return None

    def breadcrumbs(self, request: HttpRequest) -> list[dict]:
        """Return `{title, url}` from the home page down to the parent."""
        ancestors = self.__dict__.get("route_ancestors")
        if ancestors is None:
            ancestors = self.get_ancestors().filter(depth__gt=1)
        # Unpublishing a page leaves those below it public.
        return [{"title": page.title, "url": page.get_url(request)} for page in ancestors if page.live]

    def serve_password_required_response(self, request, form, action_url):
        # Wagtail hands the page to the template, where title, summary and JSON-LD would tell of it.
        context = {"form": form, "action_url": action_url}
        return TemplateResponse(request, settings.WAGTAIL_PASSWORD_REQUIRED_TEMPLATE, context)

    def get_view_restrictions(self):
        if "route_restrictions" in self.__dict__:
            return self.__dict__["route_restrictions"]
        # One query instead of several: the ancestors follow from the path. An alias has its source's rules.
        paths = [self.path[:length] for length in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(
            Q(page__path__in=paths)
            | Q(page__aliases__path__in=paths)
            | Q(page__aliases__aliases__path__in=paths)
        ).distinct()


class ContentPage(BasePage):
    """A page whose text is built from blocks."""

    body = StreamField(
        content_blocks(),
        blank=True,
        verbose_name=_("content"),
        help_text=_("Add blocks with the plus sign; drag them into another order by their handle."),
    )

    content_panels = Page.content_panels + [
        FieldPanel("summary"),
        FieldPanel("share_image"),
        FieldPanel("body"),
    ]
    search_fields = BasePage.search_fields + [index.SearchField("body")]

    class Meta:
        abstract = True
