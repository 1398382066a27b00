"""What a message to a club asks, and what it is about."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.common.form_fields import EmailField, PhoneField, SingleLineField, TextField
from cms.towns.scope import limit_of
from directory.models import PublicEntry, PublicOpening
from directory.publishing.addresses import entry_url
from forms_app.intake.entry_reports import ABOUT, entry_asked_about
from forms_app.intake.forms import FieldGroup, SubmissionForm, grouped

from .models import EnquiryPage
from .recipients import address_of_club

ABOUT_OPENING = "about-opening"
FIXED = ("name", "email", "phone", "message")
LONGEST_MESSAGE = 5000


class EnquiryForm(SubmissionForm):
    """`entry` is the public record of the club, `opening` what it says of the call; None where there is none."""

    name = SingleLineField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = EmailField(label=_("Your e-mail address"), help_text=_("So that the club can answer you."))
    phone = PhoneField(label=_("Your phone number"), required=False)
    message = TextField(
        label=_("Your message"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args, entry: PublicEntry | None = None, opening: dict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry, self.opening = entry, opening
        self.has_mail = bool(entry and address_of_club(entry.page))

    def clean(self):
        cleaned_data = super().clean()
        if self.entry is None:
            raise ValidationError(
                _("Please open the page of the club in the directory and choose “Write a message” there.")
            )
        return cleaned_data

    @property
    def is_confidential(self) -> bool:
        """Whether staff do not read it. What they have to pass on they read."""
        return self.has_mail and not self.page.office_reads

    @property
    def known_answers(self) -> list[dict]:
        if self.entry is None:
            return []
        about = [{"name": ABOUT, "label": _now("Entry"), "value": self.entry.title}]
        if self.opening:
            call = {"label": _now("Call for volunteers"), "value": self.opening["title"]}
            about.append({"name": ABOUT_OPENING, "choice": self.opening["key"]} | call)
        return about

    @property
    def organisation_id(self) -> int | None:
        return self.entry.page_id if self.entry else None

    @property
    def entry_address(self) -> str:
        return entry_url(self.entry) if self.entry else ""

    @property
    def groups(self) -> list[FieldGroup]:
        extra = [field for field in self.questions if field.name not in FIXED]
        return grouped([*(self[name] for name in FIXED), *extra])

    @property
    def sender_name(self) -> str:
        return self.cleaned_data["name"]

    @property
    def sender_email(self) -> str:
        return self.cleaned_data["email"]


def options_of(page: EnquiryPage, about: str) -> dict:
    """`about` is the key of an entry, or of a call, which has an entry."""
    site = limit_of(page)
    row = _opening(about, site)
    if row is None:
        return {"entry": entry_asked_about(about, site=site), "opening": None}
    entry = PublicEntry.objects.with_address().select_related("page").get(pk=row.entry_id)
    return {"entry": entry, "opening": row.document}


def _opening(about: str, site: Site | None) -> PublicOpening | None:
    try:
        key = UUID(about)
    except ValueError:
        return None
    ours = PublicEntry.objects.of_town(site)
    return PublicOpening.objects.running().filter(key=key, entry__in=ours).select_related("entry").first()
