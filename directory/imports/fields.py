"""The importable fields, and the column headers that people use for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cms.common.folding import fold


@dataclass(frozen=True)
class Field:
    """`headers` are further folded headers of such a column, besides `name` and the label."""

    name: str
    label: str
    help_text: str = ""
    headers: tuple[str, ...] = ()
    example: str = ""
    is_needed: bool = False


class FieldSet:
    """The fields of one kind of table, in the order of its template. The first one is the name of what a row is."""

    def __init__(self, *fields: Field):
        self.by_name = {field.name: field for field in fields}

    def __iter__(self) -> Iterator[Field]:
        return iter(self.by_name.values())

    def guess(self, headers: list[str]) -> list[str]:
        """Return a field name for each column, "" for none; no field is used twice."""
        known: dict[str, str] = {}
        for field in self:
            for word in (field.name, str(field.label), *field.headers):
                known.setdefault(fold(word), field.name)
        guessed, taken = [], {""}
        for header in headers:
            name = known.get(fold(header), "")
            guessed.append("" if name in taken else name)
            taken.add(name)
        return guessed

    def missing(self, mapping: list[str]) -> list[Field]:
        """The required fields that no column fills."""
        return [field for field in self if field.is_needed and field.name not in mapping]

    def is_of_template(self, cells: list[str]) -> bool:
        """Whether a row is one of the template's, which explains or shows an example."""
        first = next(iter(self))
        return first.example in cells or str(first.help_text) in cells


_SEPARATED = _("Several are separated by | or ;")
_YES_NO = _("ja or nein; empty means unknown.")
_INTERNAL = _("Internal, nobody sees it.")

FIELDS = FieldSet(
    Field(
        "title",
        _("Name"),
        _("The name of the organisation. Rows 2 and 3 explain the columns and are not imported."),
        ("verein", "organisation", "vereinsname", "bezeichnung"),
        "Singkreis (Beispiel)",
        True,
    ),
    Field(
        "summary",
        _("One sentence"),
        _("What the organisation does, at most 200 characters."),
        ("kurzbeschreibung", "satz", "zweck", "in einem satz"),
        "Wir singen zusammen.",
        True,
    ),
    Field(
        "category",
        _("Main category"),
        _("The name of a category or one of its other words."),
        ("hauptkategorie", "kategorie", "rubrik", "bereich", "sparte"),
        is_needed=True,
    ),
    Field("districts", _("Districts"), _SEPARATED, ("ortsteil", "stadtteil", "stadtteile"), is_needed=True),
    Field(
        "email",
        _("E-mail"),
        _("Nobody sees it, unless the column “Show the e-mail address” says so."),
        ("email", "mail", "mailadresse", "e mail adresse"),
        "info@example.org",
    ),
    Field(
        "email_is_public",
        _("Show the e-mail address"),
        _("ja or nein; empty means nein."),
        ("e mail zeigen", "e mail oeffentlich"),
    ),
    Field(
        "phone",
        _("Phone"),
        _("With area code. Everybody will see it."),
        ("telefonnummer", "tel", "rufnummer"),
    ),
    Field("website", _("Website"), "", ("webseite", "homepage", "internet", "url"), "https://example.org/"),
    Field("description", _("Description"), _("Longer text, without formatting."), ("text", "langtext")),
    Field("categories", _("Further categories"), _SEPARATED, ("kategorien", "nebenkategorien")),
    Field("target_groups", _("Target groups"), _SEPARATED, ("zielgruppe",)),
    Field("short_name", _("Short name"), "", ("abkuerzung", "kuerzel"), "SK"),
    Field("legal_name", _("Official name"), "", ("name laut register", "vollstaendiger name")),
    Field("legal_form", _("Legal form"), _("One of the allowed words.")),
    Field("is_charitable", _("Charitable"), _YES_NO, ("gemeinnuetzigkeit",)),
    Field("register_court", _("Register court"), "", ("amtsgericht",)),
    Field("register_number", _("Register number"), "", ("vereinsregisternummer", "vr nummer", "vr")),
    Field(
        "founded_year", _("Founded in"), _("A year."), ("gegruendet", "gruendungsjahr", "gruendung"), "1998"
    ),
    Field("languages", _("Languages spoken"), "", ("sprachen",), "Deutsch, Englisch"),
    Field("place_name", _("Meeting place"), "", ("ort des treffens", "versammlungsort"), "Bürgerhaus"),
    Field("street", _("Street"), _INTERNAL, ("anschrift", "adresse", "strasse und hausnummer", "strasse nr")),
    Field("house_number", _("House number"), "", ("hausnr", "nr")),
    Field("postcode", _("Postcode"), _("Five digits."), ("plz",), "54634"),
    Field("city", _("Town"), "", ("ort", "wohnort"), "Beispielstadt"),
    Field(
        "show_exact_address", _("Show the address"), _("ja or nein; empty means nein."), ("adresse zeigen",)
    ),
    Field("latitude", _("Latitude"), _("Degrees, for example 49.974."), ("lat",)),
    Field("longitude", _("Longitude"), _("Degrees, for example 6.524."), ("lon", "lng", "laenge")),
    Field("has_step_free_entrance", _("Step-free entrance"), _YES_NO, ("barrierefrei", "stufenlos")),
    Field(
        "has_wheelchair_toilet",
        _("Wheelchair-accessible toilet"),
        _YES_NO,
        ("behinderten wc", "rollstuhl wc"),
    ),
    Field("offer", _("Offer"), _("The name of one offer."), ("veranstaltung",), "Probe"),
    Field("weekday", _("Weekday"), _("For example Mittwoch."), ("tag",), "Mittwoch"),
    Field("starts_at", _("From (time)"), _("For example 18:30."), ("beginn", "von", "uhrzeit"), "18:30"),
    Field("ends_at", _("To (time)"), _("For example 20:00."), ("ende", "bis"), "20:00"),
    Field("first_date", _("First day"), _("For example 24.12.2026."), ("ab", "beginnt am", "startdatum")),
    Field("contact_name", _("Contact person"), _INTERNAL, ("kontaktperson", "vorsitz", "vorsitzende")),
    Field("contact_role", _("Role of the contact person"), _INTERNAL, ("funktion", "amt")),
    Field("contact_email", _("E-mail of the contact person"), _INTERNAL, ("e mail ansprechperson",)),
    Field("contact_phone", _("Phone of the contact person"), _INTERNAL, ("telefon ansprechperson",)),
    Field(
        "source_id",
        _("Key in the source"),
        _("Number or key in your list. A later import leaves out what is there already."),
        ("nummer", "lfd nr", "vereinsnummer"),
        "17",
    ),
    Field("public_id", _("Key of the entry"), _("From an export: finds the entry again."), ("id",)),
)
