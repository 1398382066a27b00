"""The words of the proof: of one confirmation, or of all of a year. Always in German, as it goes to German offices."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from cms.towns.models import TownSettings
from cms.towns.scope import address_of
from directory.letters.printing import logo_of

from ..codes import for_reading
from ..models import HelperHours
from .logo import as_svg
from .making import Document, make_pdf

# More would be nobody's year.
MOST_ROWS = 500


def pdf_of(hours: Iterable[HelperHours], site: Site, year: int | None = None) -> bytes:
    """Return the proof of these valid hours of one helper; with a year, as the sheet for that year.

    Raise PdfUnavailableError.
    """
    with override(settings.LANGUAGE_CODE):
        return make_pdf(_document(list(hours)[:MOST_ROWS], site, year))


def hours_in_words(hours: Decimal) -> str:
    """Return "12,5" for 12.50, in the language of the page."""
    return number_format(hours.normalize() if hours % 1 else int(hours))


def period_in_words(hours: HelperHours) -> str:
    first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in (hours.first_day, hours.last_day))
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _document(hours: list[HelperHours], site: Site, year: int | None) -> Document:
    town = TownSettings.for_site(site)
    single = hours[0] if len(hours) == 1 else None
    page = address_of(site) + reverse("check_proof")
    short = page.split("//")[-1].rstrip("/")
    columns = [_("Club"), _("Activity"), _("Period"), _("Hours")]
    today = date_format(timezone.localdate(), "DATE_FORMAT")
    return Document(
        title=_("Proof of voluntary work"),
        subtitle=_("All confirmed hours of the year %(year)s") % {"year": year} if year else "",
        town=town.name,
        office=town.organisation,
        accent=town.accent_colour,
        logo=as_svg(logo_of(town)),
        intro=_intro(hours),
        facts=[
            (_("Name"), " / ".join(dict.fromkeys(each.name for each in hours))),
            (_("Date of issue"), today),
        ],
        columns=columns if single else [*columns, _("Code")],
        rows=[_row(each, with_code=not single) for each in hours],
        total=(_("Sum"), hours_in_words(sum((each.hours for each in hours), Decimal(0)))),
        check_title=_("Is this proof still valid?"),
        check=_check(hours, short),
        code=(_("Code"), for_reading(single.code)) if single else None,
        square=_square(page),
        square_text=_("QR code of the address %(link)s") % {"link": page},
        foot=" · ".join(
            filter(None, [town.organisation or town.name, town.email, address_of(site).split("//")[-1]])
        ),
        page_of=_("Page {number} of {all}"),
    )


def _intro(hours: list[HelperHours]) -> list[str]:
    if len({each.club for each in hours}) == 1:
        text = _("The club named below confirms that the person named above worked for it as a volunteer.")
    else:
        text = _("The clubs named below confirm that the person named above worked for them as a volunteer.")
    return [text]


def _row(hours: HelperHours, with_code: bool) -> list[str]:
    row = [hours.club, hours.activity, period_in_words(hours), hours_in_words(hours.hours)]
    return [*row, for_reading(hours.code)] if with_code else row


def _check(hours: list[HelperHours], address: str) -> list[str]:
    last = date_format(min(each.ends_on for each in hours), "DATE_FORMAT")
    if len(hours) == 1:
        text = _("Everybody can check this proof at %(address)s with the code below, until %(day)s.")
    else:
        text = _("Everybody can check each line at %(address)s with its code, the first until %(day)s.")
    return [
        text % {"address": address, "day": last},
        _("It ends when the hours are withdrawn or deleted."),
    ]


def _square(text: str) -> str:
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", border=2, xmldecl=False, light="#fff")
    return picture.getvalue().decode()
