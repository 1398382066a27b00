"""The list for the door: on paper, and as a table. The paper names no e-mail address."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.log_actions import log

from cms.common.spreadsheets import FORMATS, Cell

from ..models import Places
from .access import places_for
from .reading import Row, coming_to, questions_of


@require_safe
def door_list(request: HttpRequest, pk: int) -> TemplateResponse:
    places = places_for(request.user, pk, "view")
    rows = coming_to(places)
    context = {
        "places": places,
        "page": places.page,
        "rows": rows,
        "persons": sum(row.signup.persons for row in rows),
        "is_large": "gross" in request.GET,
        "now": timezone.now(),
    }
    response = TemplateResponse(request, "signups/staff/door_list.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def signup_table(request: HttpRequest, pk: int, file_format: str) -> StreamingHttpResponse:
    """Who comes as CSV or XLSX, with e-mail addresses: for those who may export submissions."""
    if file_format not in FORMATS:
        raise Http404
    places_for(request.user, pk, "view")
    places = places_for(request.user, pk, "export")
    rows = coming_to(places)
    log(
        instance=request.user,
        action="forms_app.export",
        user=request.user,
        data={"count": len(rows), "format": file_format.upper()},
    )
    content_type, pieces = FORMATS[file_format]
    # Made now: the user's language is no longer active when the answer is sent.
    table = list(_table(rows))
    response = StreamingHttpResponse(pieces(table, "Anmeldungen"), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(places)}.{file_format}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _table(rows: list[Row]) -> Iterator[list[Cell]]:
    questions = questions_of(rows)
    yield [_("Name"), _("Persons"), _("E-mail"), _("Was there"), _("Confirmed"), _("Case number"), *questions]
    for row in rows:
        yield [*_facts(row), *(dict(row.answers).get(question, "") for question in questions)]


def _facts(row: Row) -> list[Cell]:
    signup, submission = row.signup, row.signup.submission
    attended = {True: _("yes"), False: _("no"), None: ""}[signup.attended]
    confirmed = localtime(signup.confirmed_at).replace(tzinfo=None) if signup.confirmed_at else ""
    persons = str(signup.persons)
    return [row.name, persons, submission.sender_email, attended, confirmed, submission.reference]


def _file_name(places: Places) -> str:
    day = f"-{localtime(places.starts_at):%Y-%m-%d}" if places.starts_at else ""
    return f"anmeldungen-{slugify(places.page.title)[:60]}{day}"
