from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.caching.cache_keys import tag
from cms.searches.counting import count_in_vain

from .search import MAX_TEXT, Search


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    tag(request, "site", "pages", "organisations", "documents")
    text = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_TEXT]
    found = Search(text, site, kind=request.GET.get("art", ""), number=request.GET.get("seite", "1"))
    count_in_vain(request, text, found.lost_words)
    response = render(request, "home/search.html", {"search": found})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Disallow: {reverse('search')}",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
