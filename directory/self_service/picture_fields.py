"""The entry's picture in the maintainer's form: taken with the phone, described, and kept with the draft."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.form_fields import SingleLineField
from cms.media.intake.taking import names_of

from ..models import EntryPicture, OrganisationPage
from ..workflow.entry_pictures import KEY
from ..workflow.links import Session
from ..workflow.sent_pictures import KINDS, LARGEST, TooManyPicturesError, keep_picture

FILE, REMOVED = "picture_file", "picture_removed"
# Where the entry has it.
FIELD = "logo"
PICTURE_FORM_FIELDS = (FILE, KEY, REMOVED, "picture_description", "picture_author", "picture_agreed")

# With a picture that was sent.
NEEDED = {
    "picture_description": _("Please say in one sentence what the picture shows."),
    "picture_author": _("Please say who took the picture."),
    "picture_agreed": _("Please confirm that all of them agree."),
}


class PictureFields(metaclass=forms.forms.DeclarativeFieldsMetaclass):
    """Fields and rules for a form of an entry. `picture` is what was sent and is in no library yet, or None."""

    picture_file = forms.FileField(
        label=_("Choose or take a picture"),
        required=False,
        # With all kinds of pictures, phones offer their camera.
        widget=forms.FileInput(
            attrs={"accept": "image/*,.heic,.heif", "data-chosen": _("The picture that you have chosen")}
        ),
        help_text=_("%(kinds)s; at most %(megabytes)s MB.")
        % {"kinds": names_of(KINDS), "megabytes": LARGEST // 1_000_000},
    )
    picture_key = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    picture_removed = forms.BooleanField(label=_("Without the picture"), required=False)
    picture_description = SingleLineField(
        label=_("What does the picture show?"),
        required=False,
        max_length=255,
        help_text=_("One sentence for people who cannot see it. Needed with a new picture."),
    )
    picture_author = SingleLineField(
        label=_("Who took or drew it?"),
        required=False,
        max_length=200,
        help_text=_("Needed with a new picture."),
    )
    picture_agreed = forms.BooleanField(
        label=_("Its author and everybody who can be recognised agree that it is published here."),
        required=False,
    )

    def find_picture(self, page_id: int, key: str) -> None:
        """A browser sends no file twice, so what came with an earlier step is found by its key."""
        try:
            found = EntryPicture.objects.filter(page=page_id, image=None, key=UUID(key)).defer("content")
        except ValueError:
            self.picture = None
        else:
            self.picture = found.first()
        if self.picture is not None and not self[REMOVED].value():
            self._demand_words()

    def _demand_words(self) -> None:
        for name, text in NEEDED.items():
            field = self.fields[name]
            field.required = field.widget.is_required = True
            field.error_messages["required"] = text

    def clean(self):
        cleaned = super().clean()
        is_described = cleaned.get("picture_description") or cleaned.get("picture_author")
        # With a key, the office has accepted the picture since, or it is gone: its words stand in an old draft.
        if is_described and not (self.picture or cleaned.get(KEY) or cleaned.get(REMOVED)):
            self.add_error(FILE, _("Please choose the picture, too, or leave these fields empty."))
        return cleaned

    def picture_fact(self, before: int | None):
        """Return the fact (see `entry_changes.snapshot`); only after `is_valid`."""
        cleaned = self.cleaned_data
        if cleaned[REMOVED]:
            return None
        if self.picture is None:
            return before
        words = {"description": cleaned["picture_description"], "author": cleaned["picture_author"]}
        return {"sent": str(self.picture.key)} | words


def take_picture(page: OrganisationPage, data: QueryDict, files: MultiValueDict) -> str:
    """Keep what came with the form and note its key in `data`; return what is wrong with it, or ""."""
    upload = files.get(FILE)
    if not upload:
        return ""
    if upload.size > LARGEST:
        return _now("The picture is too large. Please choose a smaller one.")
    try:
        picture = keep_picture(EntryPicture, page, upload)
    except TooManyPicturesError:
        return _now("So many of your pictures wait for the office. Please send the changes without one.")
    except ValidationError as error:
        return " ".join(error.messages)
    data[KEY] = str(picture.key)
    data.pop(REMOVED, None)
    return ""


def picture_address(session: Session, picture: EntryPicture) -> str:
    return reverse("entry_picture", args=[session.key, picture.key])


def picture_for_script(session: Session, data: QueryDict) -> dict:
    """Tell a page where it sees what it has just sent."""
    try:
        key = UUID(data.get(KEY, ""))
    except ValueError:
        return {}
    return {"picture": {"key": str(key), "url": reverse("entry_picture", args=[session.key, key])}}
