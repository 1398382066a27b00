"""Names each request, and writes one line about it when it is answered."""

import logging
import time
from ipaddress import ip_address, ip_network

from django.http import HttpRequest, HttpResponse

from ..client_address import client_address
from .metrics import count_answer
from .request_id import HEADER, naming_request, request_id_for
from .route import page_of, route_of

logger = logging.getLogger("cms.requests")
# What remains of an address: the network of a provider, not a household.
KEPT_BITS = {4: 16, 6: 32}


class RequestLogMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begin = time.perf_counter()
        request.request_id = request_id_for(request.headers.get(HEADER, ""))
        with naming_request(request.request_id):
            response = self.get_response(request)
            seconds = time.perf_counter() - begin
            count_answer(request, response, seconds)
            logger.info("answered", extra=line_of(request, response, seconds))
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
    if page := page_of(request):
        line["page"] = page
    return line


METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"}


def masked(address: str) -> str:
    if not address:
        return ""
    version = ip_address(address).version
    return str(ip_network(f"{address}/{KEPT_BITS[version]}", strict=False))
