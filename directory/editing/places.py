"""Where an offer takes place: one of the meeting places in the same form, saved or not."""

from django.forms import Select
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ..domain.places import CHANGING_PLACES, FIRST_PLACE

FOLLOWS = _lazy("the meeting place follows")
CHANGING = _lazy("at changing places")


class PlaceSelect(Select):
    """Its options are the form's own meeting places; a script updates them."""

    def __init__(self, attrs=None, choices=()):
        words = {"data-place-select": "", "data-follows": FOLLOWS, "data-changing": CHANGING}
        super().__init__(words | (attrs or {}), choices)


def offer_places(offers, places) -> None:
    """Set the options of each offer's field to the form's meeting places."""
    options = [
        (str(form["key"].value()), _label(form, number)) for number, form in enumerate(places.forms, 1)
    ]
    choices = [*(options or [(FIRST_PLACE, FOLLOWS)]), (CHANGING_PLACES, CHANGING)]
    for form in offers.forms:
        form.fields["place_key"].widget.choices = choices
        if options and not form.initial.get("place_key"):
            form.initial["place_key"] = options[0][0]


def settle_places(offers, places) -> None:
    """Offers at a deleted meeting place take place at changing places."""
    kept = {str(form.instance.key) for form in places.forms if form not in places.deleted_forms}
    for form in offers.forms:
        if form.instance.place_key not in {*kept, FIRST_PLACE, CHANGING_PLACES}:
            form.instance.place_key = CHANGING_PLACES


def _label(form, number: int) -> str:
    street = f"{form['street'].value() or ''} {form['house_number'].value() or ''}".strip()
    said = ", ".join(filter(None, [form["name"].value(), street]))
    return said or _("Meeting place %(number)d") % {"number": number}
