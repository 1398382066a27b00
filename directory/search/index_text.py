"""Which words of an entry carry how much weight in searches."""

from dataclasses import dataclass

from django.utils.html import strip_tags

from cms.search.guesses import SHORTEST_KNOWN
from cms.search.words import surface_words, terms_of, whole_terms_of

from ..domain.dates import still_open

# Columns of `EntryWords`, in descending weight.
FIELDS = ("names", "short_names", "labels", "summary", "offers", "description")
# The same for calls for volunteers; columns of `PublicOpening`.
OPENING_FIELDS = ("title_words", "task_words", "entry_words")
# Texts of an entry by which its calls can be found, too.
ABOUT_THE_ENTRY = ("names", "short_names", "labels", "summary")


@dataclass(frozen=True)
class Labels:
    """Names and synonyms: `main` of the main category, `further` of those above it and all other terms."""

    main: list[str]
    further: list[str]


def words_of_entry(document: dict, labels: Labels) -> dict[str, str]:
    """Return the terms of each of the `FIELDS`, separated by spaces, from a public document.

    A term occurs only in its weightiest field. Further categories weigh as much as the summary.
    """
    texts = _texts_of(document, labels)
    terms = {field: terms_of(text) for field, text in texts.items()} | {
        "names": whole_terms_of(document["name"])
    }
    return _each_once(terms, FIELDS)


def words_of_opening(opening: dict, help_types: list[str], document: dict, labels: Labels) -> dict[str, str]:
    """Return the terms of each of the `OPENING_FIELDS` for a call for volunteers in a public document."""
    texts = _texts_of(document, labels)
    terms = {
        "title_words": terms_of(opening["title"]),
        "task_words": terms_of(_joined(opening["task"], opening["language_level"], *help_types)),
        "entry_words": terms_of(_joined(*(texts[field] for field in ABOUT_THE_ENTRY))),
    }
    return _each_once(terms, OPENING_FIELDS)


def _each_once(terms: dict[str, list[str]], fields: tuple[str, ...]) -> dict[str, str]:
    seen: set[str] = set()
    words = {}
    for field in fields:
        words[field] = " ".join(term for term in terms[field] if term not in seen)
        seen |= set(terms[field])
    return words


def known_words_of(document: dict, labels: Labels) -> set[str]:
    """Return correct spellings to offer for typos."""
    words = surface_words(_joined(*_texts_of(document, labels).values()))
    return {word for word in words if len(word) >= SHORTEST_KNOWN and word.isalpha()}


def _texts_of(document: dict, labels: Labels) -> dict[str, str]:
    return {
        "names": document["name"],
        # Whole words of the name weigh more than parts of compounds: "Chor Nord" comes before "Kirchenchor".
        "short_names": _joined(document["short_name"], document["legal_name"], document["name"]),
        "labels": _joined(*labels.main),
        "summary": _joined(document["summary"], *labels.further),
        "offers": _joined(*_details(document)),
        "description": _joined(plain_text(document["description"]), document["description_easy"]),
    }


def _details(document: dict) -> list[str]:
    offers = [f"{offer['name']} {offer['description']}" for offer in document["offers"]]
    openings = [
        f"{opening['title']} {opening['task']}" for opening in document["openings"] if still_open(opening)
    ]
    places = [place.get("name", "") for place in document["places"]]
    return [*offers, *openings, *places]


def plain_text(html: str) -> str:
    return strip_tags(html.replace(">", "> "))


def _joined(*texts: str) -> str:
    return "\n".join(texts)
