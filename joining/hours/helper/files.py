"""A helper's hours to take along."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.translation import gettext as _

from cms.common.spreadsheets import csv_pieces

from ..codes import for_reading
from ..models import HelperHours
from ..workflow.retention import facts_of


def as_json(hours: list[HelperHours]) -> HttpResponse:
    facts = [facts_of(each) for each in hours]
    content = json.dumps({"hours": facts}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return _file(content.encode(), "application/json", "meine-stunden.json")


def as_csv(hours: list[HelperHours]) -> HttpResponse:
    header = [_("Club"), _("Activity"), _("First day"), _("Last day"), _("Hours"), _("Status")]
    header += [_("Code"), _("Valid until")]
    rows = [
        [
            each.club,
            each.activity,
            each.first_day.isoformat(),
            each.last_day.isoformat(),
            str(each.hours).replace(".", ","),
            str(each.get_state_display()),
            for_reading(each.code),
            each.ends_on.isoformat(),
        ]
        for each in hours
    ]
    return _file(b"".join(csv_pieces([header, *rows])), "text/csv; charset=utf-8", "meine-stunden.csv")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
