"""Downloadable tables: an empty template, and the rows to correct."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.common.spreadsheets import FORMATS
from cms.towns.scope import town_of

from ..kinds import KINDS
from ..tables import left_out_table, template_rows
from .access import directories_for, may_import, runs_for


@require_safe
def template(request: HttpRequest, kind: str, file_format: str) -> StreamingHttpResponse:
    if not may_import(request.user):
        raise PermissionDenied
    if kind not in KINDS:
        raise Http404
    town = town_of(directories_for(request.user)[0])
    return _table(template_rows(KINDS[kind], town), KINDS[kind].template_name, file_format)


@require_safe
def left_out(request: HttpRequest, pk: int, file_format: str) -> StreamingHttpResponse:
    if not may_import(request.user):
        raise PermissionDenied
    run = get_object_or_404(runs_for(request.user), pk=pk)
    # Not streamed: texts are in the user's language, which is active only during the request.
    return _table(list(left_out_table(run)), f"{PurePath(run.file_name).stem}-fehler", file_format)


def _table(rows: list[list[str]], name: str, file_format: str) -> StreamingHttpResponse:
    if file_format not in FORMATS:
        raise Http404
    content_type, pieces = FORMATS[file_format]
    response = StreamingHttpResponse(pieces(rows, _("Table")), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{file_format}")
    response["Cache-Control"] = "private, no-store"
    return response
