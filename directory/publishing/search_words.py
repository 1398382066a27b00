"""Writes search terms in the transaction that writes the record; the database maintains its index."""

from ..models import EntryWords, KnownWord, PublicEntry
from ..search.index_text import FIELDS, Labels, known_words_of, words_of_entry


def words_of(record: PublicEntry, labels: Labels) -> EntryWords:
    """Return the unsaved row of an entry. `labels`: see `words_of_entry`."""
    return EntryWords(entry_id=record.pk, **words_of_entry(record.document, labels))


def store_words(rows: list[tuple[EntryWords, dict, Labels]]) -> None:
    """Save the rows, and the known words for spelling suggestions, of (row, document, labels)."""
    EntryWords.objects.bulk_create(
        (row for row, _document, _labels in rows),
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=FIELDS,
    )
    known = {word for _row, document, labels in rows for word in known_words_of(document, labels)}
    # In a fixed order, to prevent deadlocks.
    KnownWord.objects.bulk_create((KnownWord(word) for word in sorted(known)), ignore_conflicts=True)
