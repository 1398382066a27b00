from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job
from cms.mail.models import AccessLink

from .duplicates.likely_pairs import find_likely_pairs
from .imports import jobs as import_jobs
from .models import OrganisationPage, Tombstone
from .publishing.meanings import write_meanings
from .publishing.projection import write_records
from .publishing.typos import forget_unused_words
from .self_service import jobs as self_service_jobs
from .workflow import keep_entries_true
from .workflow.ending_calls import forget_notices, tell_of_ending_calls
from .workflow.letters import forget_letters
from .workflow.personal_data import ENTRY_LINKS

# Importing these modules registers their jobs.
ROOMS_WITH_JOBS = (import_jobs, self_service_jobs)
# Until then, expired links get a message of their own instead of being unknown.
KEEP_EXPIRED_LINKS = timedelta(days=30)
# Calls and offers that ended within this time leave search and filters, even if the job has not run for long.
LONGEST_PAUSE = timedelta(days=60)


@job(
    "keep-entries",
    every=timedelta(days=1),
    label=_("Ask the maintainers of entries, hide what nobody confirms"),
    counts={"reminded": _("asked"), "hidden": _("hidden"), "given_up": _("given up")},
    # After a long pause there may be thousands of mails.
    lease=timedelta(hours=2),
)
def keep_entries() -> dict[str, int]:
    return keep_entries_true()


@job(
    "tell-ending-calls",
    every=timedelta(days=1),
    label=_("Ask maintainers whether they still look for volunteers"),
    counts={"asked": _("asked")},
)
def tell_ending_calls() -> dict[str, int]:
    return {"asked": tell_of_ending_calls()}


@job(
    "forget-entries",
    every=timedelta(days=1),
    label=_("Forget removed entries, old links to entries and words that nothing has any more"),
    counts={
        "tombstones": _("removed entries"),
        "links": _("links"),
        "notices": _("notices"),
        "letters": _("letters"),
        "words": _("words"),
    },
)
def forget_entries() -> dict[str, int]:
    now = timezone.now()
    links = AccessLink.objects.filter(purpose__startswith=ENTRY_LINKS).expired(now - KEEP_EXPIRED_LINKS)
    return {
        "tombstones": Tombstone.objects.past_their_time(now).delete()[0],
        "links": links.delete()[0],
        "notices": forget_notices(),
        "letters": forget_letters(now),
        "words": _forget_words(timezone.localdate()),
    }


@job(
    "meanings",
    every=timedelta(minutes=5),
    label=_("Learn what new and changed entries are about, for the search by meaning (if it is switched on)"),
    counts={"entries": _("entries")},
    lease=timedelta(hours=1),
)
def learn_meanings() -> dict[str, int]:
    return {"entries": write_meanings()}


@job(
    "find-duplicates",
    every=timedelta(hours=6),
    label=_("Look for entries that may be the same"),
    counts={"pairs": _("likely duplicates")},
)
def find_duplicates() -> dict[str, int]:
    return find_likely_pairs()


def _forget_words(today: date) -> int:
    lately = (today - LONGEST_PAUSE, today - timedelta(days=1))
    ended = OrganisationPage.objects.filter(
        Q(openings__valid_until__range=lately) | Q(offers__until__range=lately)
    )
    write_records(ended.distinct())
    return forget_unused_words()
