"""Keeps what entries are about, as vectors, for the search by meaning (`cms.search.meaning`).

Writing an entry only forgets its vector, since most processes that write have no model loaded. A job writes what is
missing.
"""

from django.db import transaction

from cms.caching.content_version import refresh_content
from cms.search.meaning import get_encoder

from ..models import Category, EntryMeaning, PublicEntry
from ..search.index_text import plain_text

# Each is locked while its vector is worked out, which takes some milliseconds.
CHUNK = 50


def forget_meanings(keys: list[int]) -> None:
    if get_encoder():
        EntryMeaning.objects.filter(entry__in=keys).delete()


def write_meanings() -> int:
    """Write what is missing; return how many. Without the search by meaning, nothing is kept."""
    encoder = get_encoder()
    if not encoder:
        EntryMeaning.objects.all().delete()
        return 0
    missing = list(PublicEntry.objects.filter(meaning=None).order_by().values_list("pk", flat=True))
    if not missing:
        return 0
    categories = {
        each.pk: f"{each.name}: {each.synonyms}".removesuffix(": ") for each in Category.objects.all()
    }
    for start in range(0, len(missing), CHUNK):
        _write(missing[start : start + CHUNK], categories, encoder)
    encoder.unload()
    refresh_content("organisations")
    return len(missing)


@transaction.atomic
def _write(keys: list[int], categories: dict[int, str], encoder) -> None:
    # Locked, so that no change slips in between reading a record and writing its vector.
    records = list(PublicEntry.objects.filter(pk__in=keys, meaning=None).select_for_update(of=("self",)))
    vectors = encoder.vectors_of([_text_of(record.document, categories) for record in records])
    EntryMeaning.objects.bulk_create(
        EntryMeaning(entry=record, vector=vector) for record, vector in zip(records, vectors, strict=True)
    )


def _text_of(document: dict, categories: dict[int, str]) -> tuple[str, ...]:
    """Return what an entry is filed under, its summary and the rest; the name says little and is left out."""
    kinds = "; ".join(categories[key] for key in document["categories"] if key in categories)
    offers = (f"{offer['name']} {offer['description']}" for offer in document["offers"])
    rest = " ".join([plain_text(document["description"]), *offers])
    return kinds, document["summary"] or document["name"], rest.strip()
