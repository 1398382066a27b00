"""The editor's panels of an offer: first what and when, then the target groups and the terms."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from .panels import KeyPanel
from .places import PlaceSelect


def offer_panels():
    return [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("place_key", widget=PlaceSelect), FieldPanel("status")]),
        MultiFieldPanel(
            [
                FieldPanel("frequency"),
                FieldPanel("interval"),
                FieldPanel("positions"),
                FieldPanel("weekdays"),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("first_date"), FieldPanel("until")]),
                FieldRowPanel([FieldPanel("pauses_in_holidays"), FieldPanel("pauses_on_public_holidays")]),
                FieldPanel("skipped_days"),
                FieldPanel("time_note"),
            ],
            _("When?"),
            attrs={
                "data-controller": "entry-schedule",
                "data-entry-schedule-url-value": reverse_lazy("directory_time_in_words"),
            },
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
                FieldRowPanel([FieldPanel("cost"), FieldPanel("cost_note")]),
                FieldPanel("how_to_join"),
            ],
            _("For whom, and what does it cost?"),
        ),
        KeyPanel(),
    ]
