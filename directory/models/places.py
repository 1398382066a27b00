from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from ..editing.panels import FoldedPanel, KeyPanel, PinPanel
from .fields import Keyed, latitude_field, longitude_field, refuse_half_a_position

ACCESS_FIELDS = (
    "has_step_free_entrance",
    "has_ramp",
    "has_lift",
    "has_wheelchair_toilet",
    "has_disabled_parking",
    "has_induction_loop",
    "has_guidance_system",
    "has_quiet_room",
    "allows_assistance_dogs",
    "offers_sign_language",
    "allows_companion",
    "asks_to_register_needs",
)


def rows_of_three(names):
    return [names[start : start + 3] for start in range(0, len(names), 3)]


def access(label):
    """A feature that is there, is not there, or about which nobody has said anything yet."""
    return models.BooleanField(
        label, null=True, blank=True, choices=[(None, _("unknown")), (True, _("yes")), (False, _("no"))]
    )


class MeetingPlace(Keyed, Orderable):
    """Where people meet, and who can get in."""

    page = ParentalKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="meeting_places")
    name = models.CharField(_("name of the place"), max_length=120, blank=True)
    street = models.CharField(_("street"), max_length=120, blank=True)
    house_number = models.CharField(_("house number"), max_length=12, blank=True)
    addition = models.CharField(
        _("addition"), max_length=120, blank=True, help_text=_("Back building, second floor, side entrance …")
    )
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    show_exact_address = models.BooleanField(
        _("show the address to everybody"),
        default=False,
        help_text=_(
            "Leave it off for private homes: then only the district is shown, nowhere anything else."
        ),
    )
    latitude = latitude_field()
    longitude = longitude_field()
    public_transport = models.CharField(
        _("bus and train"), max_length=200, blank=True, help_text=_("Stop, line, walking time.")
    )

    has_step_free_entrance = access(_("step-free entrance"))
    has_ramp = access(_("ramp"))
    has_lift = access(_("lift"))
    has_wheelchair_toilet = access(_("wheelchair-accessible toilet"))
    has_disabled_parking = access(_("disabled parking space"))
    has_induction_loop = access(_("induction loop"))
    has_guidance_system = access(_("guidance system for blind people"))
    has_quiet_room = access(_("quiet room"))
    allows_assistance_dogs = access(_("assistance dogs welcome"))
    offers_sign_language = access(_("sign language possible"))
    allows_companion = access(_("companion welcome"))
    asks_to_register_needs = access(_("please tell us your needs beforehand"))

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("street"), FieldPanel("house_number"), FieldPanel("addition")]),
        FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
        FieldPanel("show_exact_address"),
        PinPanel([FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])], _("On the map")),
        FieldPanel("public_transport"),
        FoldedPanel(
            [FieldRowPanel([FieldPanel(name) for name in row]) for row in rows_of_three(ACCESS_FIELDS)],
            _("Accessibility"),
        ),
        KeyPanel(),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("meeting place")
        verbose_name_plural = _("meeting places")

    def __str__(self):
        return self.name or f"{self.street} {self.house_number}".strip()

    def clean(self):
        super().clean()
        refuse_half_a_position(self)

    @property
    def access(self) -> dict[str, bool]:
        """Return the features about which something is known."""
        known = {name: getattr(self, name) for name in ACCESS_FIELDS}
        return {name: value for name, value in known.items() if value is not None}
