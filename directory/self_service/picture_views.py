"""What a maintainer has sent, while it is in no library yet."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ..models import EntryPicture
from ..workflow.links import Session
from ..workflow.sent_pictures import picture_response
from .edit_views import session_page


@session_page
def picture(request: HttpRequest, session: Session, picture: UUID) -> HttpResponse:
    return picture_response(get_object_or_404(EntryPicture, key=picture, page=session.page))
