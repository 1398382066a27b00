import json

import pytest
from django.core.cache import cache
from wagtail.models import Site

from cms.webhooks.models import EVENTS, WebhookEndpoint, WebhookMessage

from .factories import make_entry

pytestmark = pytest.mark.django_db


def test_an_entry_is_told_under_its_public_key(directory):
    site = Site.objects.get(is_default_site=True)
    WebhookEndpoint.objects.create(
        name="Landkreis", site=site, url="https://example.org/", events=[event for event, _label in EVENTS]
    )
    cache.clear()
    entry = make_entry(directory)
    WebhookMessage.objects.all().delete()
    entry.save_revision().publish()
    entry.unpublish()
    entry.delete()
    told = [json.loads(message.body) for message in WebhookMessage.objects.order_by("pk")]
    assert [message["type"] for message in told] == ["organisation.published", "organisation.unpublished"]
    assert {message["data"]["id"] for message in told} == {str(entry.public_id)}
