"""Staff's actions on a submission: each form validates the input and calls its service."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.common.text_cleaning import cleaned_data

from ..models import Submission
from ..services.review import add_note, assign, change_status, mark_unread, reply, set_due_date
from .colleagues import choices, reviewers
from .filters import REAL_DATES

TEXT_LENGTH = 5000
DECISIONS = [(each.value, each.label) for each in Submission.Status if each in Submission.DECISIONS]


class ActionForm(forms.Form):
    """An action on a submission; `done` describes the outcome."""

    done = ""

    def __init__(self, data, *, submission: Submission, by):
        super().__init__(cleaned_data(data) if data is not None else None)
        self.submission = submission
        self.by = by

    def save(self) -> None:
        raise NotImplementedError


class StatusForm(ActionForm):
    done = _("The status has been changed.")
    status = forms.ChoiceField(choices=DECISIONS)

    def save(self):
        change_status(self.submission, self.cleaned_data["status"], by=self.by)


class AssignmentForm(ActionForm):
    done = _("Saved.")
    assigned_to = forms.ModelChoiceField(
        label=_("Assigned to"), queryset=None, required=False, empty_label=_("Nobody")
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=REAL_DATES,
    )

    def __init__(self, data, *, submission, by):
        super().__init__(data, submission=submission, by=by)
        self.initial = {"assigned_to": submission.assigned_to_id, "due_on": submission.due_on}
        people = self.fields["assigned_to"]
        people.queryset = reviewers(submission)
        people.widget.choices = [("", people.empty_label), *choices(people.queryset, by)]

    def save(self):
        assign(self.submission, self.cleaned_data["assigned_to"], by=self.by)
        set_due_date(self.submission, self.cleaned_data["due_on"], by=self.by)


def text_field(label, rows: int, help_text: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    # Not max_length, because browsers silently truncate pasted text.
    return forms.CharField(
        label=label, widget=widget, help_text=help_text, validators=[MaxLengthValidator(TEXT_LENGTH)]
    )


class NoteForm(ActionForm):
    done = _("The note has been added.")
    text = text_field(_("Note"), 4, _("Only staff read it. It is deleted together with the submission."))

    def save(self):
        add_note(self.submission, self.cleaned_data["text"], by=self.by)


class ReplyForm(ActionForm):
    done = _("Your reply is on its way.")
    message = text_field(
        _("Your reply"),
        8,
        _("Greeting, closing and case number are added by themselves."),
    )
    last_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label=_("Status afterwards"), required=False, choices=[("", _("as it is")), *DECISIONS]
    )

    def clean(self):
        if not self.submission.sender_email:
            raise forms.ValidationError(_("There is no e-mail address to answer to."))

    @transaction.atomic
    def save(self):
        last_seen = self.cleaned_data["last_seen"]
        reply(self.submission, self.cleaned_data["message"], by=self.by, last_seen=last_seen)
        if status := self.cleaned_data["status"]:
            change_status(self.submission, status, by=self.by)


class UnreadForm(ActionForm):
    done = _("It counts as unread again.")

    def save(self):
        mark_unread(self.submission, by=self.by)


# By the value of the submit button.
ACTIONS = {
    "status": StatusForm,
    "assignment": AssignmentForm,
    "note": NoteForm,
    "reply": ReplyForm,
    "unread": UnreadForm,
}
