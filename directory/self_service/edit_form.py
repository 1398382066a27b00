"""The whole form of an entry: single fields and all rows."""

from collections.abc import Iterable, Iterator
from copy import copy
from functools import partial

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from cms.media.models import SiteImage

from ..domain.completeness import READS, missing_parts
from ..editing.places import CHANGING_PLACES, FIRST_PLACE
from ..entry_changes.diff_fields import ROW_LABELS, row_name
from ..entry_changes.snapshot import ROW_MODELS
from ..models import OrganisationPage
from ..workflow.proposals import WINDOW
from .page_form import PageForm, initial_of
from .picture_fields import FIELD, FILE, REMOVED
from .row_forms import MOST_ROWS, ROW_FORMS, row_initial
from .sections import OPEN_AT_FIRST, SECTION_OF, SECTIONS, Section

LARGEST = 300_000


class EditForm:
    """All of an entry's forms. `data` is a submitted form, `kept` a saved draft."""

    def __init__(
        self,
        page: OrganisationPage,
        base: dict,
        data: QueryDict | None = None,
        kept: dict[str, list[str]] | None = None,
    ):
        self.page = page
        self.base = base
        self.is_bound = data is not None
        source = data if data is not None else as_query(kept) if kept else None
        self.page_form = self._page_form(page, source)
        self.row_sets = {}
        # Places come first: offers choose among them.
        for relation in ROW_MODELS:
            self.row_sets[relation] = self._row_set(relation, source)

    def is_valid(self) -> bool:
        results = [self.page_form.is_valid(), *(rows.is_valid() for rows in self.row_sets.values())]
        return all(results)

    @cached_property
    def facts(self) -> dict:
        """The resulting facts of the entry; only after `is_valid`."""
        facts = self.page_form.facts(self.base)
        rows = {relation: self._row_facts(relation) for relation in ROW_MODELS}
        _settle_places(rows["offers"], {row["id"] for row in rows["meeting_places"]})
        return facts | rows

    @cached_property
    def missing(self) -> list[dict]:
        """Return what the entry lacks as it stands in the form: `{name, section}`."""
        facts = {FIELD: self.has_picture, "description": self.page_form["description"].value()}
        facts |= {relation: self._values(relation) for relation in READS if relation}
        return [{"name": part.label, "section": SECTION_OF[part]} for part in missing_parts(facts)]

    @property
    def has_picture(self) -> bool:
        """Whether the entry would have one as the form stands."""
        is_removed = bool(self.page_form[REMOVED].value())
        return not is_removed and bool(self.page_form.picture or self.base.get(FIELD))

    def refuse_picture(self, problem: str) -> None:
        """Say beside its field what is wrong with a picture; only of a submitted form."""
        if problem:
            self.page_form.add_error(FILE, problem)

    def _values(self, relation: str) -> list[dict]:
        rows = [row["form"] for row in self._rows(relation) if not (row["is_blank"] or row["is_removed"])]
        return [{name: form[name].value() for name in READS[relation]} for form in rows]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Return every error as `(id of its field or "", text)`, in the order of the form."""
        return [error for section in self.sections for error in section["errors"]]

    @cached_property
    def sections(self) -> list[dict]:
        return [self._section(section) for section in SECTIONS]

    def _section(self, section: Section) -> dict:
        fields = [self.page_form[name] for name in section.fields]
        rows = self._rows(section.relation) if section.relation else []
        errors = [*_errors_of(fields), *(error for row in rows for error in row["errors"])]
        if self.is_bound and section.relation:
            errors += [("", text) for text in self.row_sets[section.relation].non_form_errors()]
        return {
            "name": section.name,
            "title": section.title,
            "intro": section.intro,
            "fields": [field for field in fields if not field.is_hidden],
            "hidden": [field for field in fields if field.is_hidden],
            "picture": self.page_form.picture if FILE in section.fields else None,
            "image": self._image() if FILE in section.fields else None,
            "relation": section.relation,
            "rows": rows,
            "row_set": self.row_sets.get(section.relation),
            "number": sum(not row["is_new"] for row in rows),
            "errors": errors,
            "is_open": bool(errors)
            or section.name in OPEN_AT_FIRST
            or self._is_wanted(section, fields, rows),
        }

    def _image(self) -> SiteImage | None:
        """The picture that the entry has, unless a new one takes its place."""
        key = None if self.page_form.picture else self.base.get(FIELD)
        return SiteImage.objects.prefetch_related("renditions").filter(pk=key).first() if key else None

    def _is_wanted(self, section: Section, fields: list, rows: list[dict]) -> bool:
        """Whether something here must be filled in, or is missing: nobody finds that in a closed fold."""
        is_begun = any(row["is_new"] and not row["is_blank"] for row in rows)
        is_needed = is_begun or any(bound.field.required for bound in fields)
        return is_needed or any(each["section"] == section.name for each in self.missing)

    def _rows(self, relation: str) -> list[dict]:
        row_set = self.row_sets[relation]
        return [self._row(relation, form, form in row_set.extra_forms) for form in row_set]

    def _row(self, relation: str, form, is_extra: bool) -> dict:
        said = {name: form[name].value() for name in form.fields}
        is_removed = bool(said.get("DELETE"))
        errors = list(_errors_of(form)) if self.is_bound and not is_removed else []
        is_new = not said.get("row")
        return {
            "form": form,
            "label": ROW_LABELS[relation],
            "name": str(row_name(relation, said) or ""),
            "is_new": is_new,
            "is_removed": is_removed,
            "is_blank": is_new and (not form.has_changed() if self.is_bound else is_extra),
            "errors": errors,
            "is_open": bool(errors),
        }

    def _page_form(self, page: OrganisationPage, source: QueryDict | None) -> PageForm:
        # Validation modifies the page instance, while the unmodified entry is needed for comparison.
        page = copy(page)
        initial = initial_of(self.base)
        if source is not None and not self.is_bound:
            initial = _as_written(PageForm(instance=page), source)
        return PageForm(source if self.is_bound else None, instance=page, initial=initial)

    def _row_set(self, relation: str, source: QueryDict | None):
        factory = _row_set_class(relation)
        if relation == "offers":
            factory = partial(factory, form_kwargs={"places": self._places()})
        if self.is_bound:
            return _forgiving(factory(source, prefix=relation))
        if source is None:
            rows = [row_initial(relation, row) for row in self.base.get(relation, [])]
        else:
            rows = _rows_as_written(factory(source, prefix=relation), source)
        return factory(prefix=relation, initial=rows)

    def _places(self) -> tuple[tuple[str, str], ...]:
        """Return the places of this form as choices, including unsaved ones."""
        rows = self._rows("meeting_places")
        return tuple((row["form"].written_id, row["name"] or "–") for row in rows if not row["is_blank"])

    def _row_facts(self, relation: str) -> list[dict]:
        old = {row["id"]: row for row in self.base.get(relation, [])}
        seen: set[str] = set()
        rows = []
        for number, form in enumerate(self.row_sets[relation].forms):
            key = _row_id(form, number, old, seen)
            seen.add(key)
            is_empty = key not in old and not form.has_changed()
            if not is_empty and not form.is_removed:
                rows.append(form.facts(relation, old.get(key)) | {"id": key})
        # A missing row was not necessarily removed by anybody.
        return rows + [row for key, row in old.items() if key not in seen]


def as_query(kept: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return data


def keepable(data: QueryDict) -> dict[str, list[str]]:
    """Return the part of a submitted form that belongs to the entry, unvalidated. Raise ValueError if too large."""
    known = {*PageForm.base_fields, WINDOW} - {FILE}
    known |= {name for name in data if name.partition("-")[0] in ROW_MODELS}
    kept = {name: values for name, values in data.lists() if name in known}
    if sum(len(name) + sum(map(len, values)) for name, values in kept.items()) > LARGEST:
        raise ValueError("too large")
    return kept


def _row_id(form, number: int, old: dict[str, dict], seen: set[str]) -> str:
    """Identify the row: an existing one, else a new one by the key that it brings along."""
    said = form.cleaned_data or {}
    if (row := said.get("row", "")) in old and row not in seen:
        return row
    key = str(said.get("key") or "")
    return key if key and key not in seen else f"new-{number}"


def _settle_places(offers: list[dict], places: set[str]) -> None:
    """Offers at a removed place take place at changing places."""
    for offer in offers:
        if offer["place_key"] not in {*places, FIRST_PLACE, CHANGING_PLACES}:
            offer["place_key"] = CHANGING_PLACES


def _forgiving(row_set):
    """Ignore new rows that were emptied again, also in saved drafts."""
    for form in row_set.forms:
        form.empty_permitted = form.empty_permitted or not form["row"].value()
    return row_set


def _errors_of(fields: Iterable) -> Iterator[tuple[str, str]]:
    for error in getattr(fields, "non_field_errors", list)():
        yield "", error
    for field in fields:
        for error in field.errors:
            target = f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
            yield target, f"{field.label} – {error}"


def _row_set_class(relation: str):
    return forms.formset_factory(
        ROW_FORMS[relation],
        extra=1,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS + 10,
        validate_max=True,
    )


def _as_written(form: forms.BaseForm, source: QueryDict) -> dict:
    """Return what was typed, valid or not, for redisplay."""
    return {
        name: field.widget.value_from_datadict(source, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def _rows_as_written(row_set, source: QueryDict) -> list[dict]:
    rows = []
    for form in row_set.forms:
        row = _as_written(form, source)
        if row.get("row") or form.has_changed():
            rows.append(row)
    return rows
