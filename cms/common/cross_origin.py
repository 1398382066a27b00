"""Lets scripts of all origins read what everybody may read (CORS); safe where cookies are ignored."""

from django.http import HttpResponseBase

DAY = 86_400
ASKED = "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Modified-Since"
TOLD = "Allow, Content-Disposition, ETag, Link, Retry-After, Surrogate-Key, X-Request-ID"


def opened(response: HttpResponseBase, methods: str) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = methods
    response["Access-Control-Allow-Headers"] = ASKED
    response["Access-Control-Expose-Headers"] = TOLD
    response["Access-Control-Max-Age"] = str(DAY)
    return response
