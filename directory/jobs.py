from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.jobs import job
from cms.core.models import AccessLink

from .merging.likely_pairs import find_likely_pairs
from .models import OrganisationPage, Tombstone
from .personal_traces import ENTRY_LINKS
from .records import write_records
from .search.typos import forget_unused_words
from .self_service import jobs as _of_keepers  # noqa: F401 - registers them
from .services import keep_entries_true
from .services.ending_calls import forget_notices, tell_of_ending_calls
from .services.letters import forget_letters

# Until then an old link says that its time has passed, and not that it never was one.
KEEP_EXPIRED_LINKS = timedelta(days=30)
# Calls and offers that ended within it are taken out of search and filters, even if the job has not run for long.
LONGEST_PAUSE = timedelta(days=60)


@job(
    "keep-entries",
    every=timedelta(days=1),
    label=_("Ask the keepers of entries, hide what nobody confirms"),
    counts={"reminded": _("asked"), "hidden": _("hidden"), "given_up": _("given up")},
    # After a long pause there may be thousands of mails.
    lease=timedelta(hours=2),
)
def keep_entries() -> dict[str, int]:
    return keep_entries_true()


@job(
    "tell-ending-calls",
    every=timedelta(days=1),
    label=_("Ask keepers whether they still look for volunteers"),
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
