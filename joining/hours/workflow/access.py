"""The link to one's own hours, mailed to whatever address was given."""

from datetime import timedelta

from django.db import transaction
from wagtail.models import Site

from cms.mail.links import expiry_in_words, link_address, make_link
from cms.mail.models import AccessLink
from cms.mail.queueing import queue

from ..links import Purpose

MOST_LINKS, WITHIN = 3, timedelta(hours=1)


@transaction.atomic
def request_access(email: str, language: str, *, site: Site) -> None:
    """Whether we know the address, only its owner learns behind the link, so all addresses cost the same work."""
    mailed = AccessLink.objects.mailed_lately(email, WITHIN).filter(purpose=Purpose.ACCESS)
    if mailed.count() >= MOST_LINKS:
        return
    token = make_link(Purpose.ACCESS, site.pk, email)
    queue(
        "hours-access",
        to=email,
        site=site,
        context={
            "expires": expiry_in_words(Purpose.ACCESS, language),
            "link": link_address(Purpose.ACCESS, token, language, site=site),
        },
        language=language,
    )
