"""A table to begin with: headers, a row of hints, a row as an example. The reader knows both rows and skips them."""

from wagtail.models import Site

from ..models import Category, District
from .fields import BY_NAME, FIELDS, Field

# Keys of an export and of another list mean nothing to somebody who begins with an empty table.
LEFT_AWAY = {"public_id", "source_id"}


def template_rows(town: Site | None) -> list[list[str]]:
    fields = [field for field in FIELDS if field.name not in LEFT_AWAY]
    words = {"category": _first(Category.objects), "districts": _first(District.objects.of_town(town))}
    return [
        [f"{field.label} *" if field.is_needed else str(field.label) for field in fields],
        [str(field.help_text) for field in fields],
        [words.get(field.name, field.example) for field in fields],
    ]


def is_of_template(cells: list[str]) -> bool:
    title: Field = BY_NAME["title"]
    return title.example in cells or str(title.help_text) in cells


def _first(terms) -> str:
    term = terms.first()
    return term.name if term else ""
