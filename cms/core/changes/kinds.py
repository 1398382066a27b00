"""The kinds of things whose changes are told. Apps register their own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, Q, QuerySet, TextField, Value
from django.db.models.functions import MD5, Cast, Coalesce, Concat
from wagtail.models import Page, ReferenceIndex, Site

from ..api.media import open_documents
from ..api.visible import public_pages
from ..models import SiteDocument, TownSettings


@dataclass(frozen=True)
class Kind:
    """`present(site)` returns what everybody may see now, with `object_id`, `key` and `stamp` (see `stamped`).

    `page_type` is the type of the pages that are told as this kind and not as pages.
    """

    name: str
    present: Callable[[Site], QuerySet]
    page_type: type[Page] | None = None


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    KINDS[kind.name] = kind


def stamped(rows: QuerySet, site: Site, key, *parts) -> QuerySet:
    """Return rows as a kind presents them: the stamp changes with each of the parts, and with the site's address."""
    texts = [Coalesce(Cast(part, TextField()), _text("")) for part in parts]
    divided = [each for text in texts for each in (text, _text(" "))]
    return rows.order_by().values(
        object_id=Cast("pk", BigIntegerField()),
        key=Cast(key, CharField(max_length=36)),
        stamp=MD5(Concat(*divided, _text(site.root_url))),
    )


def _text(words: str) -> Value:
    return Value(words, output_field=TextField())


def public_documents(site: Site) -> QuerySet:
    """Return the documents that a public page or the town's settings use and that are open to all."""
    content_types = ReferenceIndex.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        to_content_type__app_label=SiteDocument._meta.app_label,
        to_content_type__model=SiteDocument._meta.model_name,
    )
    references = content_types.annotate(
        page=Cast("object_id", BigIntegerField()), document=Cast("to_object_id", BigIntegerField())
    )
    used = references.filter(page__in=public_pages(site).values("pk"))
    brochure = Q(pk=TownSettings.for_site(site).brochure_id)
    return open_documents().filter(brochure | Q(pk__in=used.values("document")))


def _pages(site: Site) -> QuerySet:
    own = [kind.page_type for kind in KINDS.values() if kind.page_type]
    return stamped(
        public_pages(site).not_type(*own) if own else public_pages(site),
        site,
        "pk",
        "live_revision_id",
        "last_published_at",
        "url_path",
        "title",
    )


def _documents(site: Site) -> QuerySet:
    return stamped(
        public_documents(site), site, "pk", "file_hash", "title", "file", "collection_id", "language"
    )


register(Kind("page", _pages))
register(Kind("document", _documents))
