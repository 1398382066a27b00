"""The two entries in words: the choices, and the consequences of a choice."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from ..entry_changes.apply import apply_changes
from ..entry_changes.diff import Change, Kind
from ..entry_changes.diff_fields import ROW_LABELS, Unit, row_name
from ..entry_changes.snapshot import ROW_MODELS
from ..entry_changes.words import side_in_words, unit_in_words
from ..models import EntryProposal, OrganisationPage
from .choices import (
    BOTH,
    GONE,
    KEPT,
    LISTS,
    UNITS,
    Choice,
    changes_for,
    differing_units,
    equal_units,
    is_in_both,
    merge_facts_of,
    row_token,
)
from .relations import name_of, references_to_entries


@dataclass(frozen=True)
class Option:
    """A radio button or checkbox."""

    value: str
    side: str
    text: str
    is_chosen: bool
    is_in_both: bool = False


@dataclass(frozen=True)
class Question:
    """A field that differs, or all rows of one kind."""

    name: str
    title: str
    options: list[Option]


def sections_of(kept: dict, gone: dict, choice: Choice) -> dict[str, list]:
    return {
        "fields": [_field(unit, kept, gone, choice) for unit in differing_units(kept, gone)],
        "rows": [
            _rows(relation, kept, gone, choice) for relation in ROW_MODELS if kept[relation] or gone[relation]
        ],
        "same": [unit.title for unit in equal_units(kept, gone)],
    }


def result_of(stays: OrganisationPage, goes: OrganisationPage, choice: Choice) -> list[tuple[str, str]]:
    """Return the merged entry as pairs of label and text, without empty ones."""
    changes = changes_for(merge_facts_of(stays), merge_facts_of(goes), choice)
    facts = merge_facts_of(apply_changes(OrganisationPage.objects.get(pk=stays.pk), changes))
    units = [(unit.title, unit_in_words(unit, unit.values(facts), {})) for unit in UNITS]
    rows = [
        (str(ROW_LABELS[relation]), row_name(relation, row) or _("without a name"))
        for relation in ROW_MODELS
        for row in facts[relation]
    ]
    return [(label, text) for label, text in (*units, *rows) if text]


def consequences_of(stays: OrganisationPage, goes: OrganisationPage, choice: Choice) -> list[str]:
    """Return sentences about what else happens."""
    names = {"gone": goes.title, "kept": stays.title, "url": goes.url or ""}
    sentences = [
        _("“%(gone)s” is public no more. Its page stays in the page tree, unpublished.") % names,
        _("Its address %(url)s leads to “%(kept)s”.") % names if goes.first_published_at else "",
        _("Its key in the open data means “%(kept)s” from now on.") % names,
        _moving(goes),
        _linking(goes),
        _("Of people, only what you chose is kept; the other entry forgets maintainer and contact people."),
        _("An unfinished draft of “%(kept)s” stays a draft.") % names
        if stays.has_unpublished_changes
        else "",
        _("An unfinished draft of “%(gone)s” is not published.") % names
        if goes.has_unpublished_changes
        else "",
    ]
    return [text for text in sentences if text]


def _moving(goes: OrganisationPage) -> str:
    """What refers to the entry and will refer to the other, by the names of the models."""
    counted: dict[str, int] = {}
    for field in references_to_entries():
        number = field.model._base_manager.filter(**{field.name: goes.pk}).aggregate(n=Count("pk"))["n"]
        is_own = name_of(field).startswith("directory.") and field.model is not EntryProposal
        if number and not (is_own and field.model is not OrganisationPage):
            label = str(
                field.model._meta.verbose_name_plural if number > 1 else field.model._meta.verbose_name
            )
            counted[label] = counted.get(label, 0) + number
    listed = ", ".join(f"{number} {label}" for label, number in counted.items())
    return _("What belongs to it moves along: %(listed)s.") % {"listed": listed} if listed else ""


def _linking(goes: OrganisationPage) -> str:
    linking = ReferenceIndex.get_references_to(goes).exclude(object_id=goes.pk)
    number = linking.values("base_content_type", "object_id").distinct().count()
    return (
        _("Pages that link to it (%(number)d) are led on by the old address.") % {"number": number}
        if number
        else ""
    )


def _field(unit: Unit, kept: dict, gone: dict, choice: Choice) -> Question:
    chosen = choice.source_of(unit)
    sides = [
        Option(side, side, unit_in_words(unit, unit.values(facts), {}), chosen == side)
        for side, facts in ((KEPT, kept), (GONE, gone))
    ]
    if unit.name in LISTS:
        together = {unit.name: sorted({*kept[unit.name], *gone[unit.name]})}
        sides.append(Option(BOTH, BOTH, unit_in_words(unit, together, {}), chosen == BOTH))
    return Question(f"unit-{unit.name}", unit.title, sides)


def _rows(relation: str, kept: dict, gone: dict, choice: Choice) -> Question:
    options = []
    for side, facts, others in ((KEPT, kept, gone), (GONE, gone, kept)):
        for row in facts[relation]:
            token = row_token(side, relation, row)
            change = Change(Kind.ADDED, relation, row["id"], row_name(relation, row), after=row)
            text = side_in_words(change, row, {}) or row_name(relation, row)
            is_twin = is_in_both(row, others[relation])
            options.append(Option(token, side, text, token in choice.rows, is_twin))
    return Question("rows", str(ROW_LABELS[relation]), options)
