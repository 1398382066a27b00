from django import forms
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.permissions import policy_registry

from cms.common.stale_forms import AskingBeforeOverwriting

from ..intake.documents import take_document
from ..intake.taking import PICTURES, take
from ..models import SiteImage
from .storing import StoresFile


class PictureFileField(WagtailImageField):
    """Wagtail's field decodes in this process, and believes the suffix."""

    default_validators = []

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        return take(file, PICTURES).file


class PictureForm(AskingBeforeOverwriting, StoresFile, BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureFileField(
                label=field.label, required=field.required, widget=field.widget
            )


class DocumentForm(AskingBeforeOverwriting, StoresFile, BaseDocumentForm):
    """Limits covers to pictures that this user may choose; Wagtail would offer all."""

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if user and "cover" in self.fields:
            policy = policy_registry.get_by_type(SiteImage)
            mine = policy.instances_user_has_any_permission_for(user, ["change", "choose"])
            own = SiteImage.objects.filter(pk=self.instance.cover_id)
            self.fields["cover"].queryset = (mine | own).order_by("title")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            take_document(file, file.name)
        return file
