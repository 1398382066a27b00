from collections.abc import Container, Iterable, Mapping
from itertools import count
from types import MappingProxyType

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.models import AbstractFormField

from .panels import SettingsFold

MAX_MEGABYTES = 20
LONGEST_NAME = 100


def _for_kinds(kinds: Iterable[str]) -> dict[str, str]:
    """The editor's script shows what has this only for questions of these kinds."""
    return {"data-for-kinds": " ".join(sorted(kinds))}


def _only_for(kinds: Iterable[str], name: str, more: Mapping = MappingProxyType({})) -> FieldPanel:
    return FieldPanel(name, attrs=_for_kinds(kinds) | {**more})


class FormField(AbstractFormField):
    """A question that an editor adds to a form."""

    class Kind(models.TextChoices):
        SINGLE_LINE = "singleline", _("One line of text")
        TEXT = "multiline", _("Several lines of text")
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Phone")
        URL = "url", _("Web address")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        CHECKBOX = "checkbox", _("One box to tick")
        CHECKBOXES = "checkboxes", _("Several boxes to tick")
        RADIO = "radio", _("Choice, all visible")
        DROPDOWN = "dropdown", _("Choice, as a list to open")
        FILE = "file", _("File")
        HEADING = "heading", _("Heading (asks nothing)")

    class FileKinds(models.TextChoices):
        PICTURES = "pictures", _("Pictures (JPEG, PNG, WebP)")
        PDF = "pdf", _("PDF")
        PDF_AND_PICTURES = "pdf-pictures", _("PDF and pictures")
        DOCUMENTS = "documents", _("PDF, pictures and office documents (DOCX, XLSX, ODT, ODS)")

    class Autocomplete(models.TextChoices):
        """HTML's autocomplete tokens (WCAG 2.2, success criterion 1.3.5)."""

        NAME = "name", _("Name")
        GIVEN_NAME = "given-name", _("First name")
        FAMILY_NAME = "family-name", _("Last name")
        EMAIL = "email", _("E-mail")
        PHONE = "tel", _("Phone")
        ORGANISATION = "organization", _("Name of the organisation")
        STREET = "street-address", _("Street and number")
        POSTCODE = "postal-code", _("Postcode")
        CITY = "address-level2", _("City")
        WEBSITE = "url", _("Web address")

    # Fields that a link may prefill: …/kontakt/?betreff=Mitmachen
    PREFILLABLE = {Kind.SINGLE_LINE, Kind.TEXT, Kind.URL, Kind.DROPDOWN, Kind.RADIO}
    WITH_CHOICES = {Kind.CHECKBOXES, Kind.RADIO, Kind.DROPDOWN}
    TYPED = {Kind.SINGLE_LINE, Kind.TEXT, Kind.EMAIL, Kind.PHONE, Kind.URL}
    ASKING = {*Kind} - {Kind.HEADING}
    WITH_DEFAULT = ASKING - {Kind.FILE}

    label = models.CharField(_("question"), max_length=255)
    help_text = models.CharField(
        _("help text"),
        max_length=255,
        blank=True,
        help_text=_("Stands above the answer, for example: “So that we can call you back”."),
    )
    required = models.BooleanField(
        _("must be answered"),
        default=False,
        help_text=_("Ask only for what you cannot do without."),
    )
    field_type = models.CharField(_("kind of answer"), max_length=16, choices=Kind, default=Kind.SINGLE_LINE)
    field_type.required_on_save = True
    choices = models.TextField(_("choices"), blank=True, help_text=_("One per line."))
    default_value = models.CharField(
        _("filled in beforehand"),
        max_length=255,
        blank=True,
        help_text=_("What stands in the field at the beginning."),
    )
    autocomplete = models.CharField(
        _("browser may fill in"),
        max_length=20,
        choices=Autocomplete,
        blank=True,
        help_text=_("If the question is about the person herself, her browser can answer it."),
    )

    file_kinds = models.CharField(
        _("allowed files"),
        max_length=12,
        choices=FileKinds,
        default=FileKinds.PDF_AND_PICTURES,
        help_text=_("The content decides, not the name."),
    )
    max_megabytes = models.PositiveSmallIntegerField(
        _("largest file (MB)"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_MEGABYTES)],
        help_text=_("Per file; 20 at most."),
    )

    condition_question = models.CharField(
        _("ask only if this question"),
        max_length=255,
        blank=True,
        help_text=_("The words of an earlier question of this form. Empty: is always asked."),
    )
    condition_values = models.TextField(
        _("is answered with"),
        max_length=2000,
        blank=True,
        help_text=_(
            "One answer per line; one of them is enough. Empty: any answer; of a box: that it is ticked."
        ),
    )

    panels = [
        "label",
        FieldRowPanel(
            [
                FieldPanel("field_type", classname="formbuilder-type", required_on_save=True),
                _only_for(ASKING, "required", {"data-summary": pgettext_lazy("question", "required")}),
            ]
        ),
        _only_for(WITH_CHOICES, "choices"),
        _only_for({Kind.FILE}, "file_kinds"),
        "help_text",
        SettingsFold(
            [
                FieldRowPanel(["condition_question", "condition_values"]),
                FieldRowPanel([_only_for(WITH_DEFAULT, "default_value"), _only_for(TYPED, "autocomplete")]),
                _only_for({Kind.FILE}, "max_megabytes"),
            ],
            heading=_("More settings: when it is asked, what is filled in"),
            attrs=_for_kinds(ASKING),
        ),
    ]

    class Meta(AbstractFormField.Meta):
        abstract = True
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.label

    @property
    def is_heading(self) -> bool:
        return self.field_type == self.Kind.HEADING

    @property
    def choice_list(self) -> list[str]:
        return [value for value, _label in FormBuilder([]).get_formatted_field_choices(self)]

    def get_field_clean_name(self):
        """Scripts without Latin letters become codes, which Wagtail lets grow without end; signs become nothing."""
        if not self.label.strip():
            return ""
        return super().get_field_clean_name()[:LONGEST_NAME].strip("_") or "question"


def free_name(name: str, taken: Container[str]) -> str:
    if not name or name not in taken:
        return name
    return next(each for number in count(2) if (each := f"{name}_{number}") not in taken)
