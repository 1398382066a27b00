from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.caching.cache_keys import tag
from cms.common.text_cleaning import cleaned_data

from .shortlist import PARAMETER, chosen_keys, sheets_of


@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    """The entries in the address; without any, an explanation. A script fills in those stored in the browser."""
    site = Site.find_for_request(request)
    keys = chosen_keys(cleaned_data(request.GET).getlist(PARAMETER))
    tag(request, "site", "organisations")
    sheets = sheets_of(keys, site, get_language()) if site and keys else []
    query = urlencode([(PARAMETER, sheet["public_id"]) for sheet in sheets])
    context = {
        "sheets": sheets,
        "is_asked": bool(keys),
        "missing": len(keys) - len(sheets),
        "share_url": request.build_absolute_uri(f"{request.path}?{query}") if sheets else "",
    }
    response = render(request, "directory/shortlist.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
