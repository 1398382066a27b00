"""The editor's panels of an entry: the five required fields first, everything else in tabs."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from .categories import CategoryCheckboxes, CategorySelect
from .panels import EntryStatePanel


def organisation_edit_handler(base_page):
    return TabbedInterface(
        [
            ObjectList(_basics(), heading=_("Basics")),
            ObjectList(_about(), heading=_("About us")),
            ObjectList(_places_and_offers(), heading=_("Places and times")),
            ObjectList(_people(), heading=_("People")),
            ObjectList(_openings(), heading=_("Volunteers wanted")),
            ObjectList(base_page.promote_panels, heading=_("Promote")),
            ObjectList(base_page.settings_panels, heading=_("Settings")),
        ]
    )


def _basics():
    return [
        EntryStatePanel(),
        HelpPanel(
            _("Name, sentence, category, district and one way of contact are enough. The rest can follow."),
        ),
        TitleFieldPanel(
            "title", heading=_("Name"), help_text=_("As people know you."), placeholder=_("Name")
        ),
        FieldPanel(
            "summary",
            heading=_("In one sentence"),
            help_text=_("What you do, in at most 200 characters. Stands in every list. Needed."),
        ),
        FieldPanel("main_category", widget=CategorySelect),
        FieldPanel("districts", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("email_is_public"),
                FieldPanel("website"),
            ],
            _("Contact"),
        ),
        FieldPanel("categories", widget=CategoryCheckboxes, classname="collapsed"),
        FieldPanel("target_groups", widget=CheckboxSelectMultiple, classname="collapsed"),
    ]


def _about():
    return [
        FieldPanel("logo"),
        FieldPanel("description"),
        FieldPanel("description_easy"),
        FieldPanel("languages"),
        FieldRowPanel([FieldPanel("short_name"), FieldPanel("founded_year")]),
        MultiFieldPanel(
            [
                FieldPanel("legal_name"),
                FieldRowPanel([FieldPanel("legal_form"), FieldPanel("is_charitable")]),
                FieldRowPanel([FieldPanel("register_court"), FieldPanel("register_number")]),
                PageChooserPanel("parent_organisation", "directory.OrganisationPage"),
            ],
            _("Legal matters"),
            classname="collapsed",
        ),
        InlinePanel("social_links", heading=_("Social networks"), label=_("Social network")),
    ]


def _places_and_offers():
    return [
        InlinePanel(
            "meeting_places",
            heading=_("Meeting places"),
            label=_("Meeting place"),
            help_text=_("An address is shown only where you tick it. The district is always shown."),
        ),
        InlinePanel("offers", heading=_("Offers and times"), label=_("Offer")),
    ]


def _people():
    return [
        InlinePanel(
            "contact_people",
            heading=_("Contact people"),
            label=_("Contact person"),
            help_text=_("Internal at first. Shown only what the person has agreed to."),
        ),
    ]


def _openings():
    return [
        InlinePanel(
            "openings",
            heading=_("Calls for volunteers"),
            label=_("Call"),
            help_text=_("Each call disappears by itself after its last day."),
        ),
    ]
