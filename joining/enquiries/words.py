"""A message in words for its club: the questions themselves address the sender."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from forms_app.intake.entry_reports import ABOUT
from forms_app.models import Submission

LABELS = {"name": _("Name"), "email": _("E-mail"), "phone": _("Phone"), "message": _("Message")}


def message_in_words(submission: Submission) -> str:
    """The answers without the entry, which the club knows. Clubs are written to in the town's language."""
    answered = (each for each in submission.answers if each["value"] and each["name"] != ABOUT)
    with translation.override(settings.LANGUAGE_CODE):
        return "\n\n".join(f"{LABELS.get(each['name'], each['label'])}\n{each['value']}" for each in answered)
