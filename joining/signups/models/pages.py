from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from forms_app.models import FormField, FormPage

from .page_form import SignupPageForm

KIND = "signup"
MOST_PERSONS = 20
# Sent when a page is stored with its slots; `post_save` comes before them.
signup_page_saved = Signal()


class SignupFormField(FormField):
    page = ParentalKey("signups.SignupPage", on_delete=models.CASCADE, related_name="form_fields")


class SignupPage(FormPage):
    """A form with which people sign up for a date or for slots, as long as there are places."""

    event = models.ForeignKey(
        "events.EventPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="signup_pages",
        verbose_name=_("date of the calendar"),
        help_text=_(
            "The date's page then leads here, and calendar and search show when it is fully booked. Empty: a time"
            " of its own stands in each slot."
        ),
    )
    # Its key, which outlives drafts and is the same in all languages.
    call = models.UUIDField(
        _("call for volunteers"),
        null=True,
        blank=True,
        help_text=_(
            "Instead of a date of the calendar: the call, on the club's page and in the list of calls, then leads"
            " here. When it ends or is withdrawn, nobody can sign up any more."
        ),
    )
    most_persons = models.PositiveSmallIntegerField(
        _("persons per sign-up"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PERSONS)],
        help_text=_("How many people one person may sign up, herself included."),
    )
    has_waiting_list = models.BooleanField(
        _("waiting list"),
        default=True,
        help_text=_("Who is next is told by e-mail as soon as a place becomes free."),
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True, help_text=_("Empty: at once."))
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Empty: when the date begins.")
    )
    # Shadows the one of all forms: here it counts from the date, and has a usual value.
    retention_days = models.PositiveIntegerField(
        _("deleted after (days)"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("Counted from the date. Usual: 30. How many came is kept as a number."),
    )

    base_form_class = SignupPageForm
    template = "signups/signup_page.html"
    page_description = _("People sign up for a date or for slots, with places and a waiting list.")
    subpage_types = []
    edit_handler = FormPage.tabs(
        HelpPanel(
            content=_(
                "The form always asks for name and e-mail address, for the slot if there are several, and for the"
                " number of persons if more than one may come. Add questions below if you need more."
            )
        ),
        "event",
        "call",
        InlinePanel("slots", label=_("slot"), heading=_("Slots and places"), min_num=1),
        MultiFieldPanel(
            [FieldRowPanel(["most_persons", "has_waiting_list"]), FieldRowPanel(["opens_at", "closes_at"])],
            _("Signing up"),
        ),
    )

    class Meta:
        verbose_name = _("sign-up with places")
        verbose_name_plural = _("sign-ups with places")

    @property
    def submission_kind(self) -> str:
        return KIND

    def clean(self):
        super().clean()
        if self.event_id and self.call:
            raise ValidationError({"call": _now("Please choose either a date of the calendar or a call.")})
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _now("It closes before it opens.")})

    def save(self, *args, update_fields=None, **kwargs):
        super().save(*args, update_fields=update_fields, **kwargs)
        # A draft is saved with `update_fields`; what citizens see has not changed then.
        if update_fields is None:
            signup_page_saved.send(sender=type(self), page=self)
