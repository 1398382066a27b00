from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Site

from cms.common.client_address import count_recent

from ..models import HelperHours
from ..pdf.making import PdfUnavailableError
from ..pdf.proof import pdf_of

MOST_MADE, WITHIN = 40, timedelta(minutes=10)


def pdf_answer(
    request: HttpRequest, hours: list[HelperHours], site: Site, year: int | None = None
) -> HttpResponse:
    """Return the proof as a download, or a page that says to come back (503)."""
    try:
        if count_recent(request, "proof-pdf", WITHIN) > MOST_MADE:
            raise PdfUnavailableError
        content = pdf_of(hours, site, year)
    except PdfUnavailableError:
        answer = render(request, "hours/helper/no_pdf.html", status=503)
        answer["Retry-After"] = "60"
        return answer
    name = f"ehrenamt-nachweis-{year or hours[0].year}.pdf"
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
