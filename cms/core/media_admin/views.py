"""Wagtail's list of uploads: when nothing can be stored, it answers with a sentence instead of an error."""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from wagtail.documents.views import multiple as documents
from wagtail.images.views import multiple as pictures

from .storing import reason


class TellsWhy:
    """A file that waits for its details lies in the storage, too."""

    def post(self, request):
        try:
            return super().post(request)
        except OSError as error:
            return JsonResponse({"success": False, "error_message": reason(error)})


class KeepsForm:
    """What was written beside an upload stays, with the reason above it."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
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


class PictureAddView(TellsWhy, pictures.AddView):
    pass


class PictureFromUploadView(KeepsForm, pictures.CreateFromUploadedImageView):
    pass


class DocumentAddView(TellsWhy, documents.AddView):
    pass


class DocumentFromUploadView(KeepsForm, documents.CreateFromUploadedDocumentView):
    pass


# In place of Wagtail's own views of the same addresses.
urlpatterns = [
    path("images/multiple/add/", PictureAddView.as_view()),
    path(
        "images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/", PictureFromUploadView.as_view()
    ),
    path("documents/multiple/add/", DocumentAddView.as_view()),
    path(
        "documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
        DocumentFromUploadView.as_view(),
    ),
]
