"""Documents leave through their view, which has checked the permission: never by an address of the bucket."""

from collections.abc import Iterator

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from wagtail import hooks
from wagtail.documents.models import document_served
from wagtail.documents.views.serve import serve

from .media_of_towns import is_of_another_town
from .media_storage import StorageAwayError
from .models import SiteDocument
from .picture_sizes import is_on_this_machine

# Nothing that somebody uploaded opens inside the site's own origin, whatever a browser is made to do with it.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
PIECE = 256 * 1024
SECONDS_UNTIL_AGAIN = "120"
PASSED_ON = ("Content-Range", "Accept-Ranges")


def document(request: HttpRequest, document_id: str, document_filename: str):
    """The file for those who may have it; 503 while the storage is away, 404 when the file is gone.

    Another town's documents are not at this town's address, except for those who work on them.
    """
    if is_of_another_town(document_id, request):
        raise Http404
    found = get_object_or_404(SiteDocument, pk=document_id)
    try:
        if is_on_this_machine(found.file.storage):
            response = serve(request, document_id, document_filename)
        else:
            response = _serve_from_bucket(request, found, document_filename)
    except StorageAwayError:
        return _try_again_later(request)
    except FileNotFoundError as error:
        raise Http404 from error
    if isinstance(response, (FileResponse, StreamingHttpResponse)):
        for name, value in HEADERS.items():
            response[name] = value
    # Wagtail adds "None", which no client knows.
    if response.get("Content-Encoding") == "None":
        del response["Content-Encoding"]
    return response


def _serve_from_bucket(request: HttpRequest, found: SiteDocument, filename: str):
    """As Wagtail's view, but in pieces from the bucket, and with the parts of a film that a player asks for."""
    if found.filename != filename:
        raise Http404
    for check in hooks.get_hooks("before_serve_document"):
        if isinstance(answer := check(found, request), HttpResponse):
            return answer
    document_served.send(sender=SiteDocument, instance=found, request=request)
    etag = quote_etag(found.file_hash) if found.file_hash else None
    unchanged = get_conditional_response(request, etag=etag)
    if isinstance(unchanged, HttpResponseNotModified):
        return unchanged
    return _streamed(found.file.storage.fetch(found.file.name, _part_asked_for(request)), found, etag)


def _part_asked_for(request: HttpRequest) -> str:
    """One part, as films are played; whoever asks for several gets the whole."""
    asked = request.headers.get("Range", "")
    is_usable = asked.startswith("bytes=") and "," not in asked and "If-Range" not in request.headers
    return asked if is_usable else ""


def _streamed(answer: dict, found: SiteDocument, etag: str | None) -> StreamingHttpResponse:
    given = answer["ResponseMetadata"]["HTTPHeaders"]
    response = StreamingHttpResponse(
        _pieces(answer["Body"]),
        # Some servers send a part and call it the whole.
        status=206 if "content-range" in given else 200,
        content_type=found.content_type,
        headers={name: given[name.lower()] for name in PASSED_ON if name.lower() in given},
    )
    response["Content-Length"] = answer["ContentLength"]
    response["Content-Disposition"] = found.content_disposition
    if etag:
        response["ETag"] = etag
    return response


def _pieces(body) -> Iterator[bytes]:
    with body:
        yield from body.iter_chunks(PIECE)


def _try_again_later(request: HttpRequest) -> HttpResponse:
    headers = {"Retry-After": SECONDS_UNTIL_AGAIN, "Cache-Control": "no-store"}
    response = render(request, "core/file_away.html", status=503)
    for name, value in headers.items():
        response[name] = value
    return response
