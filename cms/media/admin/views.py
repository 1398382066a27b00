"""Wagtail's multiple upload, with a message instead of a server error when storing fails."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from wagtail.documents.views import multiple as documents
from wagtail.images.views import multiple as pictures

from .storing import reason


class TellsWhy:
    """Files are stored before their details are entered, so this step can fail too."""

    def post(self, request):
        try:
            return super().post(request)
        except OSError as error:
            return JsonResponse({"success": False, "error_message": reason(error)})


class KeepsForm:
    """Keeps what was typed beside an upload and shows the reason above it."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except ValidationError as refused:
            return JsonResponse({"success": False, "form": self._form_again(refused.messages[0])})
        except OSError as error:
            return JsonResponse({"success": False, "form": self._form_again(reason(error))})

    def _form_again(self, message: str) -> str:
        form = self.form_class(
            self.request.POST,
            instance=self.model(),
            prefix=f"{self.edit_upload_form_prefix}-{self.upload.pk}",
            user=self.request.user,
        )
        form.add_error(None, message)
        context = {
            self.context_upload_name: self.upload,
            "edit_action": reverse(self.edit_upload_url_name, args=(self.upload.pk,)),
            "delete_action": reverse(self.delete_upload_url_name, args=(self.upload.pk,)),
            "form": form,
        }
        return render_to_string(self.edit_form_template_name, context, request=self.request)


def _view(mixin: type, view: type):
    return type(view.__name__, (mixin, view), {}).as_view()


# These replace Wagtail's views at the same addresses.
urlpatterns = [
    path("images/multiple/add/", _view(TellsWhy, pictures.AddView)),
    path(
        "images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
        _view(KeepsForm, pictures.CreateFromUploadedImageView),
    ),
    path("documents/multiple/add/", _view(TellsWhy, documents.AddView)),
    path(
        "documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
        _view(KeepsForm, documents.CreateFromUploadedDocumentView),
    ),
]
