"""Names each request and logs one line for it."""

import logging
import time
from ipaddress import ip_address, ip_network

from django.http import HttpRequest, HttpResponse

from cms.adapters.wagtail import kept_route
from cms.common.client_address import client_address
from cms.common.route import route_of

from .metrics import count_answer
from .request_id import HEADER, current, request_id_for

logger = logging.getLogger("cms.requests")
# Prefix length to which addresses are truncated: the provider's network, not the household.
KEPT_BITS = {4: 16, 6: 32}
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"}


class RequestLogMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begin = time.perf_counter()
        request.request_id = request_id_for(request.headers.get(HEADER, ""))
        token = current.set(request.request_id)
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - begin
            count_answer(request, response, seconds)
            logger.info("answered", extra=line_of(request, response, seconds))
        finally:
            current.reset(token)
        response[HEADER] = request.request_id
        return response


def line_of(request: HttpRequest, response: HttpResponse, seconds: float) -> dict:
    line = {
        "method": request.method if request.method in METHODS else "other",
        "route": route_of(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "client": masked(client_address(request)),
    }
    # All pages share one route.
    if found := kept_route(request):
        line["page"] = found[0].pk
    return line


def masked(address: str) -> str:
    if not address:
        return ""
    version = ip_address(address).version
    return str(ip_network(f"{address}/{KEPT_BITS[version]}", strict=False))
