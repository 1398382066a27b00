from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

MADE_BY_WAGTAIL = ("localhost", "127.0.0.1")


def point_site_to_its_address() -> bool:
    """Let a new installation's site have the address of SITE_URL; one that staff have changed stays."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True, hostname__in=MADE_BY_WAGTAIL).first()
    if not site or (site.hostname, site.port) == (address.hostname, port):
        return False
    site.hostname, site.port = address.hostname, port
    site.save()
    return True
