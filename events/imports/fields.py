"""The columns of a table of dates, and the headers that people use for them."""

from django.utils.translation import gettext_lazy as _

from directory.imports.fields import Field, FieldSet

FIELDS = FieldSet(
    Field(
        "title",
        _("What takes place?"),
        _("The title of the date. Rows 2 and 3 explain the columns and are not imported."),
        ("titel", "veranstaltung", "termin", "was", "bezeichnung", "name der veranstaltung", "anlass"),
        "Sommerfest (Beispiel)",
        True,
    ),
    Field(
        "club",
        _("Club"),
        _("Its name as in the directory. It needs an entry there that is public."),
        ("verein", "organisation", "vereinsname", "veranstalter", "ausrichter", "name des vereins"),
        "Singkreis",
        True,
    ),
    Field(
        "first_date",
        _("Day"),
        _("For example 24.12.2026. Of several days the first."),
        ("tag", "datum", "wann", "am", "erster tag", "startdatum", "beginn datum"),
        "24.12.2026",
        True,
    ),
    Field(
        "starts_at",
        _("From (time)"),
        _("For example 18:30; “18:30–20:00” is understood, too. Empty: all day."),
        ("beginn", "von", "uhrzeit", "zeit", "start", "anfang"),
        "18:30",
    ),
    Field("ends_at", _("To (time)"), _("For example 20:00."), ("ende", "bis", "schluss"), "20:00"),
    Field(
        "ends_on",
        _("Last day"),
        _("Only if it lasts several days."),
        ("letzter tag", "bis tag", "bis datum", "enddatum", "ende datum"),
    ),
    Field(
        "place_name",
        _("Place"),
        _("Such as a hall. Empty: where the club usually meets."),
        ("ort", "wo", "veranstaltungsort", "treffpunkt", "raum", "halle"),
        "Bürgerhaus",
    ),
    Field("street", _("Street"), "", ("strasse", "anschrift", "adresse", "strasse und hausnummer")),
    Field("postcode", _("Postcode"), _("Five digits."), ("plz",)),
    Field("city", _("Town"), "", ("stadt", "wohnort", "gemeinde")),
    Field(
        "cost",
        _("Costs"),
        _("For example kostenlos, 5 Euro or Spende."),
        ("kosten", "eintritt", "preis", "kostet"),
        "kostenlos",
    ),
    Field(
        "ages",
        _("Age"),
        _("For example 6–10, ab 6 or bis 12."),
        ("alter", "altersgruppe", "fuer wen", "jahre"),
        "ab 6",
    ),
    Field("url", _("More about it at"), "", ("link", "webseite", "website", "homepage", "internet", "url")),
    Field(
        "summary",
        _("One sentence about it"),
        _("What happens, for whom, what to bring. At most 300 characters."),
        ("beschreibung", "kurzbeschreibung", "text", "worum geht es", "satz", "info", "bemerkung"),
        "Mit Kaffee und Kuchen.",
    ),
    Field(
        "public_id",
        _("Key of the entry"),
        _("From an export: finds the club instead of its name."),
        ("id", "schluessel", "veranstalter id"),
    ),
)
