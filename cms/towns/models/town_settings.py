from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string

from cms.common import phones
from cms.common.colour import validate_accent

from ..addresses import validate_preview_address, validate_tile_address
from ..colour_input import ColourInput


def page_link(label, help_text=""):
    return models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        help_text=help_text,
    )


class SocialLinkBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=40, label=_("Network"), help_text=_("For example Mastodon."))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Social network")


@register_setting(icon="home", order=10)
class TownSettings(BaseSiteSetting):
    """The town's identity, its look, and its most important pages."""

    class Land(models.TextChoices):
        BW = "BW", "Baden-Württemberg"
        BY = "BY", "Bayern"
        BE = "BE", "Berlin"
        BB = "BB", "Brandenburg"
        HB = "HB", "Bremen"
        HH = "HH", "Hamburg"
        HE = "HE", "Hessen"
        MV = "MV", "Mecklenburg-Vorpommern"
        NI = "NI", "Niedersachsen"
        NW = "NW", "Nordrhein-Westfalen"
        RP = "RP", "Rheinland-Pfalz"
        SL = "SL", "Saarland"
        SN = "SN", "Sachsen"
        ST = "ST", "Sachsen-Anhalt"
        SH = "SH", "Schleswig-Holstein"
        TH = "TH", "Thüringen"

    class DataLicence(models.TextChoices):
        """Keys from https://www.dcat-ap.de/def/licenses/"""

        DL_ZERO = "dl-zero-de/2.0", "Datenlizenz Deutschland – Zero (dl-de/zero-2-0)"
        DL_BY = "dl-by-de/2.0", "Datenlizenz Deutschland – Namensnennung (dl-de/by-2-0)"
        CC_BY = "cc-by/4.0", "Creative Commons Namensnennung (CC BY 4.0)"
        CC_ZERO = "cc-zero", "Creative Commons Zero (CC0 1.0)"

    name = models.CharField(_("name of the town"), max_length=80, default="Musterstadt")
    claim = models.CharField(_("claim"), max_length=120, default="Engagierte Stadt")
    land = models.CharField(
        _("federal state"),
        max_length=2,
        choices=Land,
        default=Land.RP,
        help_text=_("Decides which authority the accessibility statement names."),
    )
    municipality_key = models.CharField(
        _("municipality key (AGS)"), max_length=8, blank=True, help_text=_("Eight digits.")
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Square, at least 200 pixels wide, on a transparent ground."),
    )
    accent_colour = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#0a5663",
        validators=[validate_accent],
        help_text=_("The town's colour, as #rrggbb. Buttons, links and large areas follow from it."),
    )

    organisation = models.CharField(_("name of the office"), max_length=120, blank=True)
    organisation_task = models.CharField(
        _("what the office does"), max_length=200, blank=True, help_text=_("One sentence for the footer.")
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    data_protection_officer = models.CharField(
        _("data protection officer"),
        max_length=200,
        blank=True,
        help_text=_(
            "How people reach this person, for example “datenschutz@example.org, 06561 12345”. Stands in the"
            " notice of each form (Art. 13 GDPR) and in the record of processing activities."
        ),
    )
    opening_hours = models.TextField(_("opening hours"), blank=True, help_text=_("One line per day."))
    social_links = StreamField(
        [("link", SocialLinkBlock())], blank=True, verbose_name=_("social networks"), collapsed=True
    )
    map_latitude = models.DecimalField(
        _("latitude of the town centre"),
        max_digits=8,
        decimal_places=5,
        default="49.97",
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    map_longitude = models.DecimalField(
        _("longitude of the town centre"),
        max_digits=8,
        decimal_places=5,
        default="6.52",
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    map_tiles = models.CharField(
        _("address of the map tiles"),
        max_length=300,
        blank=True,
        validators=[validate_tile_address],
        help_text=_(
            "With {z}, {x} and {y}, for example of your state's survey office. Whoever opens a map loads the "
            "pictures from there. Empty: a plain map of the districts, loaded from this site alone."
        ),
    )
    map_credit = models.CharField(
        _("source of the map"),
        max_length=200,
        blank=True,
        help_text=_("Stands on the map, for example: © basemap.de / BKG, CC BY 4.0."),
    )

    contact_page = page_link(_("contact form"))
    registration_page = page_link(_("registration form"))
    brochure = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brochure"),
        help_text=_("Offered for download on the home page and on every strategy page."),
    )
    directory_page = page_link(_("directory"))
    openings_page = page_link(_("calls for volunteers"))
    news_page = page_link(_("news"))
    events_page = page_link(_("dates"))
    imprint_page = page_link(_("imprint"))
    privacy_page = page_link(_("privacy"))
    accessibility_page = page_link(_("accessibility statement"))
    barrier_page = page_link(_("report a barrier"), _("The form with which people report a barrier."))

    entry_error_page = page_link(
        _("report an error in an entry"),
        _("A form of the kind “Error in an entry”. Without it, entries link to the contact form."),
    )

    enquiry_page = page_link(
        _("write to a club"),
        _(
            "A page of the kind “Message to a club”. Without it, entries and calls show the club's own address."
        ),
    )

    suggestion_page = page_link(
        _("suggest a date"),
        _("A form of the kind “Suggested date”. Calendar and home page link to it."),
    )

    # Holds its pictures and documents when there are several towns; empty means everywhere.
    collection = models.ForeignKey(
        "wagtailcore.Collection",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    data_licence = models.CharField(
        _("licence of the open data"),
        max_length=20,
        choices=DataLicence,
        default=DataLicence.DL_ZERO,
        help_text=_("What others may do with the directory that they download. Stands in each file."),
    )
    data_contributor = models.URLField(
        _("supplier of data at GovData"),
        blank=True,
        help_text=_(
            "If the town’s catalogue is collected by GovData: the address from the list "
            "http://dcat-ap.de/def/contributors/ that your federal state tells you."
        ),
    )

    preview_address = models.CharField(
        _("preview in another front end"),
        max_length=300,
        blank=True,
        validators=[validate_preview_address],
        help_text=_(
            "If an app or another website shows the town’s pages from the JSON API: where it shows a draft, with "
            "{path} or {id} for the page and {preview} for the key in the link. Its developers tell you the address."
        ),
    )

    map_panel = MultiFieldPanel(
        [FieldRowPanel(["map_latitude", "map_longitude"]), "map_tiles", "map_credit"], _("Map")
    )

    town_panels = [
        *("name", "claim", "logo"),
        FieldPanel("accent_colour", widget=ColourInput),
        FieldRowPanel(["land", "municipality_key"]),
        map_panel,
    ]
    contact_panels = [
        *("organisation", "organisation_task", "street"),
        FieldRowPanel(["postcode", "city"]),
        FieldRowPanel(["email", "phone"]),
        *("opening_hours", "data_protection_officer", "social_links"),
    ]
    page_panels = [
        MultiFieldPanel(["contact_page", "registration_page", "brochure"], _("The three calls to action")),
        MultiFieldPanel(["directory_page", "openings_page", "news_page", "events_page"], _("Sections")),
        MultiFieldPanel(
            ["imprint_page", "privacy_page", "accessibility_page", "barrier_page"], _("Required by law")
        ),
        "entry_error_page",
        "enquiry_page",
        "suggestion_page",
    ]
    data_panels = ["data_licence", "data_contributor", "preview_address"]
    edit_handler = TabbedInterface(
        [
            ObjectList(town_panels, heading=_("Town")),
            ObjectList(contact_panels, heading=_("Contact")),
            ObjectList(page_panels, heading=_("Important pages")),
            ObjectList(data_panels, heading=_("Open data and API")),
        ]
    )

    select_related = ["logo", "brochure"]

    class Meta:
        verbose_name = _("town")

    def clean(self):
        super().clean()
        try:
            self.phone = phones.for_reading(phones.to_e164(self.phone))
        except ValidationError as error:
            raise ValidationError({"phone": error.messages}) from error
        if self.map_tiles and not self.map_credit:
            raise ValidationError({"map_credit": _now("Whoever draws the map wants to be named on it.")})
