"""Counts what is searched in vain: words, days and sums, no person, no address, no session."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.models import Site

from cms.common.folding import fold

from .models import VainWeek, VainWord

# Of one search, and in a town: nobody fills the database with made-up words.
MOST_WORDS = 4
MOST_UNKNOWN = 5_000
# A word that nobody else looked for within this time is forgotten.
KEEP_UNKNOWN = timedelta(days=60)
KEEP_WEEKS = timedelta(days=366)
SHORTEST, LONGEST = 3, 60
_PRIVATE = re.compile(r"[@\d]")


def count_in_vain(request: HttpRequest | None, typed: str, lost: Iterable[str]) -> None:
    """Count the folded words that found nothing, of what somebody typed.

    No cache keeps this answer, or nobody would know of whoever looks for it next.
    """
    site = Site.find_for_request(request) if request and lost else None
    if site is None or request.method != "GET":
        return
    request.is_in_vain = True
    private = {word for part in typed.split() if _PRIVATE.search(part) for word in fold(part).split()}
    words = [word for word in lost if SHORTEST <= len(word) <= LONGEST and not private & set(word.split())]
    # A reader's answer does not depend on it.
    with suppress(DatabaseError):
        for word in words[:MOST_WORDS]:
            _count(site, word, timezone.localdate())


@transaction.atomic
def _count(site: Site, text: str, today: date) -> None:
    digest = _digest(site, text)
    word = VainWord.objects.select_for_update().filter(site=site, digest=digest).first()
    if word is None:
        if VainWord.objects.filter(site=site, text="").count() >= MOST_UNKNOWN:
            return
        word = VainWord(site=site, digest=digest)
    word.see(text, today)
    word.save()
    if word.text:
        monday = today - timedelta(days=today.weekday())
        week, _is_new = VainWeek.objects.get_or_create(word=word, monday=monday)
        VainWeek.objects.filter(pk=week.pk).update(number=F("number") + 1)


def _digest(site: Site, text: str) -> str:
    return salted_hmac(f"searched-in-vain:{site.pk}", text, algorithm="sha256").hexdigest()


def forget(today: date) -> int:
    """Delete what is past its time; return how many words."""
    VainWeek.objects.filter(monday__lt=today - KEEP_WEEKS).delete()
    old = VainWord.objects.filter(last_on__lt=today - KEEP_WEEKS)
    unknown = VainWord.objects.filter(text="", last_on__lt=today - KEEP_UNKNOWN)
    return sum(words.delete()[1].get("searches.VainWord", 0) for words in (old, unknown))
