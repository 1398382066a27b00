"""The directory as files: the exports of the site, at the addresses and with the filters of the API."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router

from cms.caching.cache_keys import tag

from ..browse.index import entry_index
from ..exports.answers import answer_open_data, streamed
from ..exports.formats import FORMATS
from .lists import source_of
from .parameters import FileParameters

FEATURE = {
    "type": "object",
    "properties": {"type": {"type": "string", "const": "Feature"}},
    "required": ["type"],
}
FEATURES = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "const": "FeatureCollection"},
        "features": {"type": "array", "items": FEATURE, "description": "One for each entry (RFC 7946)."},
    },
    "required": ["type", "features"],
}
router = Router(tags=["Directory"])


def _described(extension: str) -> dict:
    """Return what the OpenAPI document says of a file."""
    schema = FEATURES if extension == "geojson" else {"type": "string"}
    licence = {"description": 'The licence: `<…>; rel="license"`.', "schema": {"type": "string"}}
    return {
        "responses": {
            200: {
                "description": str(FORMATS[extension].media_type),
                "content": {FORMATS[extension].media_type: {"schema": schema}},
                "headers": {"Link": licence},
            }
        }
    }


@router.get("/organisations.csv", summary="Organisations as a table", openapi_extra=_described("csv"))
def export_organisations_csv(request: HttpRequest, parameters: Query[FileParameters]):
    """One row for each entry that the filters leave: UTF-8 with a mark, semicolons, German headings."""
    return _file(request, parameters, "csv")


@router.get("/organisations.geojson", summary="Organisations on a map", openapi_extra=_described("geojson"))
def export_organisations_geojson(request: HttpRequest, parameters: Query[FileParameters]):
    """One feature (RFC 7946) for each entry that the filters leave."""
    return _file(request, parameters, "geojson")


@router.get("/organisations.jsonl", summary="Complete records", openapi_extra=_described("jsonl"))
def export_organisations_jsonl(request: HttpRequest, parameters: Query[FileParameters]):
    """One record (`OrganisationRecord` and its `licence`) on each line, for programs that read while it arrives."""
    return _file(request, parameters, "jsonl")


def _file(request: HttpRequest, parameters: FileParameters, extension: str) -> HttpResponseBase:
    tag(request, "organisations")
    source, kind = source_of(request), FORMATS[extension]
    chosen = parameters.filters(source.terms)
    index = entry_index(source.directory)
    narrowed = replace(source, keys=index.members(index.selected(chosen)))
    disposition = f'attachment; filename="organisations.{extension}"'
    return answer_open_data(
        request,
        source.licence,
        lambda: streamed(request, kind.write(narrowed), kind.content_type, disposition),
    )
