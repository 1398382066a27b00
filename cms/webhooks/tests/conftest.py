import pytest
from django.core.cache import cache
from wagtail.models import Site

from cms.webhooks.models import EVENTS, WebhookEndpoint
from tests.support.receiver import receiver


@pytest.fixture
def server(settings):
    settings.WEBHOOKS_MAY_BE_LOCAL = True
    with receiver() as seen:
        yield seen


@pytest.fixture
def make_endpoint(home):
    def make(url="https://example.org/empfang", **fields):
        site = Site.objects.get(is_default_site=True)
        defaults = {"name": "Landkreis", "site": site, "events": [event for event, _label in EVENTS]}
        endpoint = WebhookEndpoint.objects.create(url=url, **(defaults | fields))
        # Tests commit nothing, so nothing invalidates the cache.
        cache.clear()
        return endpoint

    return make
