from uuid import UUID, uuid5

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import Resolver404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import SlugInput
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.search import index

from ..blocks import content_blocks
from ..page_contexts import contexts, described, sections
from ..visibility import PublicPageQuerySet

# As people here write umlauts where there are none; Wagtail would drop the dots ("kranzchen").
GERMAN_LETTERS = [("[äÄ]", "ae"), ("[öÖ]", "oe"), ("[üÜ]", "ue"), ("ß", "ss")]


class BasePage(Page):
    """What every page of the site shares."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences. They open the page and stand wherever it is announced."),
    )
    share_image = models.ForeignKey(
        "media.SiteImage",
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
    # What it answers below its own address, as "/feed/": these are redirected, too, when it moves.
    routes: tuple[str, ...] = ()
    # The same for addresses with a key behind them: "/d/" for "/d/<key>/".
    keyed_routes: tuple[str, ...] = ()
    # Whether an alias is only a second address: the page has a key of its own and may be listed once only.
    alias_leads_on = False

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

    @classmethod
    def clean_parent_page_models(cls):
        """A page type that names no parents may stand below those of ours that name it in `subpage_types`."""
        models = super().clean_parent_page_models()
        if getattr(cls, "parent_page_types", None) is not None:
            return models
        return [model for model in models if issubclass(model, BasePage)]

    def surrogate_keys(self) -> list[str]:
        """What a cache drops when this page changes: itself, and the lists of its kind."""
        return [f"page-{self.pk}", self.kind]

    @property
    def stable_id(self) -> UUID:
        """An identity for feed readers that survives renaming and moving; each language has its own.

        Reads `locale`, so lists should select it.
        """
        return uuid5(self.translation_key, self.locale.language_code)

    @property
    def event_key(self) -> int | str:
        """Return the key under which the API knows it."""
        return self.pk

    def pages_beside(self) -> models.QuerySet | None:
        """Return the pages that by themselves show something of this one, if there are any."""
        return None

    def get_cached_paths(self):
        # Lists take parameters.
        return ["/", "/?*", *self.routes] if self.lists else ["/", *self.routes]

    def get_route_paths(self):
        return ["/", *self.routes]

    def resolve_subpage(self, path: str) -> None:
        """Tell Wagtail's redirects whether there is something at this path below the page."""
        if path not in self.routes:
            raise Resolver404

    def leads_to(self) -> Page | None:
        """Return the page of which this one is only a second address."""
        return self.alias_of.specific if self.alias_leads_on and self.alias_of_id else None

    @property
    def original_url(self) -> str:
        """Where search engines find the text of an alias, unless it stands for a translation or lists something."""
        source = self.alias_of if self.alias_of_id and not self.lists else None
        is_repeated = source and source.live and source.translation_key != self.translation_key
        return (is_repeated and source.full_url) or ""

    def serve(self, request: HttpRequest, *args, **kwargs):
        source = self.leads_to()
        if source is None:
            return super().serve(request, *args, **kwargs)
        url = source.get_url(request) if source.live and not source.get_view_restrictions() else None
        if not url:
            raise Http404
        return redirect(url)

    @property
    def share_title(self) -> str:
        return self.seo_title or self.title

    @property
    def share_description(self) -> str:
        return self.search_description or self.summary

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        for added in contexts.ask(self, request):
            context |= added
        return context | {"extra_sections": sections.ask(self, request)}

    def structured_data(self, request: HttpRequest) -> dict | None:
        """Return the page as schema.org JSON-LD, equal to the visible text, or None."""
        return described(self, request)

    def breadcrumbs(self, request: HttpRequest) -> list[dict]:
        """Return `{title, url}` from the home page down to the parent."""
        ancestors = self.__dict__.get("route_ancestors")
        if ancestors is None:
            ancestors = self.get_ancestors().filter(depth__gt=1)
        # Unpublishing a page leaves those below it public.
        return [{"title": page.title, "url": page.get_url(request)} for page in ancestors if page.live]

    def serve_password_required_response(self, request, form, action_url):
        # Wagtail hands the page to the template, where title, summary and JSON-LD would tell of it.
        context = {"form": form, "action_url": action_url, "is_page": True}
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
