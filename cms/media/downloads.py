"""Documents are served only through views that check permissions, never from the bucket's own address."""

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
from wagtail.models import Site
from wagtail.permissions import policy_registry

from cms.caching.content_version import cached
from cms.towns.models import TownSettings

from .models import SiteDocument
from .picture_sizes import is_on_this_machine
from .ranges import part_asked_for
from .storage_faults import StorageAwayError

# Uploaded files never open inside the site's own origin, whatever a browser is made to do.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
PIECE = 256 * 1024
SECONDS_UNTIL_AGAIN = "120"
PASSED_ON = ("Content-Range", "Accept-Ranges")


def document(request: HttpRequest, document_id: str, document_filename: str):
    """Serve the file to those who may have it; 503 while the storage is down, 404 if the file is gone.

    Documents of another town are not found on this site, except by staff who may change them.
    """
    if _is_of_another_town(document_id, request):
        raise Http404
    found = get_object_or_404(SiteDocument, pk=document_id)
    try:
        if is_on_this_machine(found.file.storage):
            response = serve(request, document_id, document_filename)
            if isinstance(response, FileResponse):
                response = part_asked_for(request, response)
        else:
            response = _serve_from_bucket(request, found, document_filename)
    except StorageAwayError:
        return _try_again_later(request)
    except FileNotFoundError as error:
        raise Http404 from error
    if isinstance(response, (FileResponse, StreamingHttpResponse)):
        for name, value in HEADERS.items():
            response[name] = value
    # Wagtail adds the literal "None", which no client understands.
    if response.get("Content-Encoding") == "None":
        del response["Content-Encoding"]
    return response


def _is_of_another_town(document_id: str, request: HttpRequest) -> bool:
    """Whether the document belongs to another town and the visitor may not change it."""
    site = Site.find_for_request(request)
    foreign = cached(f"foreign-media:{site and site.pk}", lambda: _foreign_paths(site))
    if not foreign:
        return False
    document = SiteDocument.objects.select_related("collection").filter(pk=document_id).first()
    if document is None or not document.collection.path.startswith(tuple(foreign)):
        return False
    user = request.user
    return not (
        user.is_authenticated
        and policy_registry.get_by_type(SiteDocument).user_has_permission_for_instance(
            user, "change", document
        )
    )


def _foreign_paths(site: Site | None) -> list[str]:
    others = TownSettings.objects.exclude(collection=None).exclude(site=site)
    return list(others.values_list("collection__path", flat=True))


def _serve_from_bucket(request: HttpRequest, found: SiteDocument, filename: str):
    """Like Wagtail's view, but streamed from the bucket and with support for range requests of video players."""
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
    """Only a single range is supported; other requests get the whole file."""
    asked = request.headers.get("Range", "")
    is_usable = asked.startswith("bytes=") and "," not in asked and "If-Range" not in request.headers
    return asked if is_usable else ""


def _streamed(answer: dict, found: SiteDocument, etag: str | None) -> StreamingHttpResponse:
    given = answer["ResponseMetadata"]["HTTPHeaders"]
    response = StreamingHttpResponse(
        _pieces(answer["Body"]),
        # Some servers send a partial response with status 200.
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
    response = render(request, "media/file_away.html", status=503)
    response["Retry-After"], response["Cache-Control"] = SECONDS_UNTIL_AGAIN, "no-store"
    return response
