from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from ..access import may
from ..models import Submission, SubmissionFile

# Whatever a browser is made to do with the file, it executes and loads nothing.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


@require_safe
def download(request: HttpRequest, pk: str, file_pk: str) -> HttpResponse | FileResponse:
    """A file for those who may see its submission: always as a download, never displayed inside the site."""
    if not may(request.user, "view"):
        raise PermissionDenied
    submissions = Submission.objects.allowed_to(request.user).filter(is_confidential=False)
    file = get_object_or_404(SubmissionFile, pk=file_pk, submission=pk, submission__in=submissions)
    try:
        content = file.open()
    except FileNotFoundError:
        message = _("The file “%(name)s” is missing from the storage. Please tell whoever runs your website.")
        return _back(request, pk, message % {"name": file.name})
    except Exception:  # each storage has errors of its own
        return _back(request, pk, _("The file cannot be fetched at the moment. Please try again later."))
    return FileResponse(
        content, as_attachment=True, filename=file.name, content_type=file.content_type, headers=HEADERS
    )


def _back(request: HttpRequest, pk: str, message: str) -> HttpResponse:
    messages.error(request, message)
    return redirect("einsendungen_modeladmin_inspect", pk)
