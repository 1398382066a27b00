"""The kinds of objects in the change feed. Apps register their own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, QuerySet, TextField, Value
from django.db.models.functions import MD5, Cast, Coalesce, Concat
from wagtail.models import Page, Site

from cms.common.registry import Registry
from cms.pages.visibility import open_documents, public_pages, used_documents


@dataclass(frozen=True)
class Kind:
    """`present(site)` returns what everybody may see now, with `object_id`, `key` and `stamp` (see `stamped`).

    `page_type` is the type of the pages that the feed lists as this kind and not as pages.
    """

    name: str
    present: Callable[[Site], QuerySet]
    page_type: type[Page] | None = None


KINDS: Registry[str, Kind] = Registry()
register = KINDS.register


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
        open_documents(used_documents(site)),
        site,
        "pk",
        "file_hash",
        "title",
        "file",
        "collection_id",
        "language",
    )


register(Kind("page", _pages))
register(Kind("document", _documents))
