"""Handles a few requests before the fork, so that the serving processes share what those load."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import DatabaseError, close_old_connections
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Page

from cms.pages.site_context import VIEW_LINKS


def warm_up(handler: WSGIHandler) -> None:
    """Visit a page of each type. If the database is down, the first visitors wait a little instead."""
    logging.disable(logging.INFO)
    # These signals would close connections between requests.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    try:
        for path in (settings.LOGIN_URL, *map(reverse, VIEW_LINKS), *a_page_of_each_type()):
            visit(handler, path)
    except DatabaseError:
        pass
    finally:
        logging.disable(logging.NOTSET)
        request_started.connect(close_old_connections)
        request_finished.connect(close_old_connections)


def a_page_of_each_type() -> list[str]:
    newest = Page.objects.live().public().filter(depth__gt=1).order_by("content_type", "-pk")
    first = {page.content_type_id: page for page in newest.only("pk", "content_type", "url_path")[:2000]}
    return [page.url for page in first.values() if page.url]


def visit(handler: WSGIHandler, path: str) -> None:
    parts = urlsplit(settings.SITE_URL)
    where = {"SERVER_NAME": parts.hostname, "SERVER_PORT": str(parts.port or 443)}
    factory = RequestFactory(HTTP_HOST=parts.netloc, HTTP_X_FORWARDED_PROTO=parts.scheme, **where)
    response = handler.get_response(factory.get(urlsplit(path).path))
    if response.streaming:
        list(response.streaming_content)
    response.close()
