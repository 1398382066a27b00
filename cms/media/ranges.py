"""A part of a file from this machine, as players of films ask for it; a bucket answers that itself."""

from django.http import FileResponse, HttpRequest, HttpResponse
from whitenoise.responders import SlicedFile, StaticFile

PIECE = 256 * 1024


def part_asked_for(request: HttpRequest, response: FileResponse) -> HttpResponse:
    """Return the response with 206 or 416 if a single part of the file is asked for; several give the whole."""
    response["Accept-Ranges"] = "bytes"
    asked = request.headers.get("Range", "")
    if (
        request.method != "GET"
        or not asked
        or response.status_code != 200
        or not _is_still_the_same(request, response)
    ):
        return response
    size = int(response["Content-Length"])
    try:
        start, end = StaticFile.parse_byte_range(asked)
    except ValueError:
        return response
    if start < 0:
        start = max(size + start, 0)
    elif end is not None and end < start:
        return response
    last = min(size - 1 if end is None else end, size - 1)
    if start >= size or asked.replace(" ", "") in {"bytes=-0", "bytes=-"}:
        response.close()
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
        )
    part = SlicedFile(response.file_to_stream, start, last)
    response.status_code = 206
    response["Content-Range"], response["Content-Length"] = (
        f"bytes {start}-{last}/{size}",
        str(last - start + 1),
    )
    response.streaming_content = iter(lambda: part.read(PIECE), b"")
    return response


def _is_still_the_same(request: HttpRequest, response: HttpResponse) -> bool:
    """`If-Range`: a part of another version of the file would be of no use."""
    known = request.headers.get("If-Range")
    return known is None or known in {response.get("ETag"), response.get("Last-Modified")}
