"""The two forms: choosing the table, and mapping its columns."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cms.common.text_cleaning import cleaned_text
from directory.models import DirectoryPage, ImportRun

from ..fields import Field
from ..kinds import KINDS, TableKind
from ..reading import MEGABYTE, MOST_BYTES, MOST_ROWS
from ..running import ENTRIES, kind_of, start_run

SAMPLES, LOOKED_AT, SAMPLE_LENGTH = 3, 40, 60


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What does the table list?"), widget=forms.RadioSelect, initial=ENTRIES, required=False
    )
    file = forms.FileField(
        label=_("Table"),
        help_text=_(
            "XLSX or CSV; of several sheets the visible one with the headers. At most %(rows)s rows and %(size)d MB."
        )
        % {"rows": f"{MOST_ROWS:,}".replace(",", "."), "size": MOST_BYTES // MEGABYTE},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        error_messages={"empty": _("The file is empty.")},
        allow_empty_file=False,
    )
    source = forms.CharField(
        label=_("Where the table comes from"),
        help_text=_("Stays with each entry, so that a later import of the same list finds it again."),
        widget=forms.TextInput(attrs={"placeholder": _("Sports association's list 2026")}),
        required=False,
        max_length=80,
    )
    directory = forms.ModelChoiceField(DirectoryPage.objects.none(), label=_("Directory"), empty_label=None)

    def __init__(self, *args, directories: list[DirectoryPage], kinds: list[TableKind], user, **kwargs):
        super().__init__(*args, **kwargs)
        if len(kinds) == 1:
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = [(kind.name, kind.words.label) for kind in kinds]
        self.user, self.run = user, None
        if len(directories) == 1:
            self.only = directories[0]
            del self.fields["directory"]
        else:
            self.fields["directory"].queryset = DirectoryPage.objects.filter(
                pk__in=[d.pk for d in directories]
            )

    def clean_file(self):
        self.cleaned_data["name"] = cleaned_text(self.cleaned_data["file"].name)
        return self.cleaned_data["file"]

    def clean_source(self) -> str:
        return cleaned_text(self.cleaned_data["source"]).strip()

    def clean(self):
        data = super().clean()
        directory = data.get("directory") or getattr(self, "only", None)
        if self.errors or directory is None:
            return
        kind = data.get("kind") or ENTRIES
        if not KINDS[kind].may_import(self.user, directory):
            self.add_error("kind", _("You may not import this into this directory."))
            return
        facts = {"name": data["name"], "source": data["source"], "by": self.user}
        try:
            self.run = start_run(directory, data["file"].file, kind=kind, **facts)
        except ValidationError as refused:
            self.add_error("file", refused)


@dataclass(frozen=True)
class SheetColumn:
    """A column of the table, and the field that it fills ("" for none)."""

    name: str
    header: str
    samples: list[str]
    chosen: str


def columns_of(run: ImportRun, mapping: list[str]) -> list[SheetColumn]:
    cells = list(run.rows.values_list("cells", flat=True)[:LOOKED_AT])
    return [
        SheetColumn(column_name(index), header, _samples(cells, index), chosen)
        for index, (header, chosen) in enumerate(zip(run.headers, mapping, strict=True))
    ]


def field_choices(run: ImportRun) -> list[tuple[str, list[Field]]]:
    fields = kind_of(run).fields
    needed = [field for field in fields if field.is_needed]
    others = [field for field in fields if not field.is_needed]
    return [(_("Needed"), needed), (_("If there is any"), others)]


def read_mapping(run: ImportRun, data) -> list[str]:
    return [data.get(column_name(index), "") for index in range(len(run.headers))]


def column_name(index: int) -> str:
    return f"column-{index}"


def _samples(rows: list[list[str]], index: int) -> list[str]:
    found = dict.fromkeys(row[index] for row in rows if index < len(row) and row[index])
    return [Truncator(text).chars(SAMPLE_LENGTH) for text in list(found)[:SAMPLES]]
