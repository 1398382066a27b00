"""`/.well-known/security.txt` (RFC 9116): where to report vulnerabilities."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.towns.models import TownSettings

# RFC 9116 recommends less than a year; the date is computed on each request.
VALID = timedelta(days=180)


@require_safe
@cache_control(public=True, max_age=86_400)
def security_txt(request: HttpRequest) -> HttpResponse:
    contact = contact_of(request)
    if not contact:
        return HttpResponse("No contact is named.\n", status=404, content_type="text/plain; charset=utf-8")
    expires = datetime.combine(timezone.localdate() + VALID, time(), timezone.get_current_timezone())
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: de, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def contact_of(request: HttpRequest) -> str:
    """The address from the environment, else the town's, as a URI; "" if there is none."""
    contact = settings.SECURITY_CONTACT
    if not contact and (site := Site.find_for_request(request)):
        contact = TownSettings.for_site(site).email
    return contact if not contact or ":" in contact else f"mailto:{contact}"
