"""Calls for volunteers that may suit somebody whose message led nowhere."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from cms.towns.scope import address_of, first_town
from directory.models import EntryFacet, PublicOpening
from directory.publishing.addresses import entry_url, opening_url

from .models import Enquiry

MOST = 3
ALIKE = ("category", "district")


def other_calls(enquiry: Enquiry) -> str:
    """Return running calls of the town as lines of text, in the sender's language, "" if there are none.

    Those of the same field or district come first; of an entry that is gone nobody knows either.
    """
    submission = enquiry.submission
    site = submission.site or first_town()
    with translation.override(submission.language):
        calls = _calls(enquiry, site, submission.language)
        lines = [f"- {call.document['title']} ({call.entry.title}): {_address(call, site)}" for call in calls]
        return "\n".join([_("Help is wanted here, too:"), *lines]) if lines else ""


def _calls(enquiry: Enquiry, site, language: str) -> list[PublicOpening]:
    running = PublicOpening.objects.running()
    # Few calls are translated; the town's own language is better than none.
    ours = (running.visible_in(site, language=each) for each in (language, settings.LANGUAGE_CODE))
    return next(filter(None, (_best(calls, enquiry) for calls in ours)), [])


def _best(running, enquiry: Enquiry) -> list[PublicOpening]:
    others = running.exclude(entry__page=enquiry.organisation_id).with_entry().newest_first()
    alike = EntryFacet.objects.filter(entry=enquiry.organisation_id, kind__in=ALIKE).values("kind", "value")
    entries = {
        key
        for facet in alike
        for key in EntryFacet.objects.filter(**facet).values_list("entry_id", flat=True)
    }
    found = list(others.filter(entry__in=entries)[:MOST])
    rest = others.exclude(pk__in=[call.pk for call in found])[: MOST - len(found)]
    return [*found, *rest]


def _address(call: PublicOpening, site) -> str:
    call.entry.url_path = call.url_path
    return address_of(site) + opening_url(entry_url(call.entry), call.document)
