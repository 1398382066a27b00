"""The sections of the maintainer's form, in order."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..domain.completeness import Part
from .picture_fields import PICTURE_FORM_FIELDS


@dataclass(frozen=True)
class Section:
    """A collapsible section of the form; `relation` is set if it holds rows."""

    name: str
    title: str
    intro: str = ""
    fields: tuple[str, ...] = ()
    relation: str = ""


SECTIONS = (
    Section("basics", _("The most important"), fields=("title", "summary", "main_category", "districts")),
    Section(
        "contact",
        _("How people reach you"),
        _(
            "This stands in the directory for everybody, your e-mail address only if you want. One way is enough."
        ),
        ("phone", "email", "email_is_public", "website"),
    ),
    Section("about", _("What you do"), fields=("description", "description_easy", "languages")),
    Section(
        "pictures",
        _("Logo or picture"),
        _("We look at it first. Until then, only you and the office see it."),
        PICTURE_FORM_FIELDS,
    ),
    Section("offers", _("Offers and times"), relation="offers"),
    Section(
        "places",
        _("Places"),
        _("An address is shown only where you tick it. The district is always shown."),
        relation="meeting_places",
    ),
    Section(
        "people",
        _("People to ask"),
        _("Only staff see them, unless the person agrees to be shown."),
        relation="contact_people",
    ),
    Section(
        "openings",
        _("Volunteers wanted"),
        _("Each call disappears by itself after its last day."),
        relation="openings",
    ),
    Section("found", _("How you are found"), fields=("categories", "target_groups")),
    Section(
        "legal",
        _("Legal matters"),
        fields=(
            "short_name",
            "legal_name",
            "legal_form",
            "is_charitable",
            "register_court",
            "register_number",
            "founded_year",
        ),
    ),
    Section("social", _("Social networks"), relation="social_links"),
)
SECTION_OF = {
    Part.TIMES: "offers",
    Part.PLACE: "places",
    Part.PICTURE: "pictures",
    Part.DESCRIPTION: "about",
}
OPEN_AT_FIRST = {"contact", "offers"}
