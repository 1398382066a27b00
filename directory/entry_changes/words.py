"""Facts in words, for "This is what you change" and for the staff's comparison."""

from datetime import date

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.common import phones
from cms.media.models import SiteImage
from cms.recurrence.words import in_words

from ..domain.plain_text import to_text
from ..editing.places import CHANGING, CHANGING_PLACES, FIRST_PLACE
from ..models import MeetingPlace
from ..models.places import ACCESS_FIELDS
from .diff import Change, Kind
from .diff_fields import ROW_UNITS, Unit
from .snapshot import PICTURE_FIELDS, field_of, make_row


def texts_of(change: Change, places: dict[str, str]) -> tuple[str, str, str | None]:
    """Return the change in words: before, after, and now (None if there is no current value).

    `places` are the names of unsaved meeting places.
    """
    now = None if change.now is None else side_in_words(change, change.now, places)
    before, after = (side_in_words(change, side, places) for side in (change.before, change.after))
    return before, after, now


def side_in_words(change: Change, values: dict, places: dict[str, str]) -> str:
    if not values:
        return ""
    if change.kind == Kind.CHANGED:
        return unit_in_words(change.unit, values, places)
    units = ROW_UNITS[change.relation]
    lines = ((unit.title, unit_in_words(unit, unit.values(values), places)) for unit in units)
    return "\n".join(f"{title}: {text}" for title, text in lines if text)


def unit_in_words(unit: Unit, values: dict, places: dict[str, str]) -> str:
    """Return the values as lines of text, "" if empty."""
    if unit.fields == ("place_key",):
        return places.get(values["place_key"]) or _place(values)
    special = _SPECIAL.get((unit.relation, unit.name))
    if special:
        return special(values)
    if len(unit.fields) == 1:
        return _value(unit.relation, unit.fields[0], values[unit.fields[0]])
    lines = ((name, _value(unit.relation, name, values[name])) for name in unit.fields)
    return "\n".join(f"{_label(unit.relation, name)}: {text}" for name, text in lines if text)


def _value(relation: str, name: str, value) -> str:
    field = field_of(relation, name)
    if value in (None, "", []):
        return ""
    if field.many_to_many or isinstance(field, models.ForeignKey):
        return _terms(field.related_model, value)
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField):
        return _day(value)
    if isinstance(value, float):
        return number_format(value)
    return _text(name, value)


def _text(name: str, value) -> str:
    if name == "phone":
        return phones.for_reading(value)
    # Only the page's description is HTML; tags in an offer's description are plain text.
    return str(value)


def _terms(model: type[models.Model], keys) -> str:
    keys = keys if isinstance(keys, list) else [keys]
    return ", ".join(str(term) for term in model.objects.filter(pk__in=keys))


def _email(values: dict) -> str:
    shown = _("everybody can see it") if values["email_is_public"] else _("hidden")
    return f"{values['email']} ({shown})" if values["email"] else ""


def _description(values: dict) -> str:
    return to_text(values["description"] or "")


def _address(values: dict) -> str:
    street = f"{values['street']} {values['house_number']}".strip()
    town = f"{values['postcode']} {values['city']}".strip()
    point = (values["latitude"], values["longitude"])
    position = _("on the map at %(latitude)s, %(longitude)s") % {"latitude": point[0], "longitude": point[1]}
    return "\n".join(filter(None, [street, values["addition"], town, position if None not in point else ""]))


def _place(values: dict) -> str:
    key = values["place_key"]
    if key in (FIRST_PLACE, CHANGING_PLACES):
        return str(CHANGING) if key else _("at the first place")
    place = MeetingPlace.objects.filter(key=key).first()
    return str(place) if place else ""


def _access(values: dict) -> str:
    said = [(name, values[name]) for name in ACCESS_FIELDS if values[name] is not None]
    return "\n".join(f"{_label('meeting_places', name)}: {_yes_or_no(value)}" for name, value in said)


def _time(values: dict) -> str:
    offer = make_row("offers", values)
    lines = [
        in_words(offer.schedule),
        _("first day: %(day)s") % {"day": _day(values["first_date"])} if values["first_date"] else "",
        _("last day: %(day)s") % {"day": _day(values["until"])} if values["until"] else "",
        _("does not take place on %(days)s") % {"days": values["skipped_days"]}
        if values["skipped_days"]
        else "",
    ]
    return "\n".join(filter(None, lines))


def _picture(values: dict) -> str:
    (value,) = values.values()
    if not value:
        return ""
    if isinstance(value, dict):
        return _shown_by(value["description"], value["author"])
    image = SiteImage.objects.filter(pk=value).first()
    return _shown_by(image.description or image.title, image.author) if image else ""


def _shown_by(description: str, author: str) -> str:
    return _("%(description)s (picture: %(author)s)") % {"description": description, "author": author or "–"}


def _yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")


def _label(relation: str, name: str) -> str:
    return str(capfirst(field_of(relation, name).verbose_name))


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT")


_SPECIAL = {
    ("", "description"): _description,
    ("", "email"): _email,
    **{("", name): _picture for name in PICTURE_FIELDS},
    ("meeting_places", "address"): _address,
    ("meeting_places", "access"): _access,
    ("offers", "time"): _time,
}
