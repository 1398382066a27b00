"""`docs/security.md` names the numbers that the code has. What they do is tested where they stand."""

import re
from math import log2
from pathlib import Path

import pytest
from django.conf import settings

from cms.accounts import private_pages
from cms.accounts.sign_in import lockouts, views
from cms.jobs import queue
from cms.media import jobs as media_jobs
from cms.media.intake import process
from cms.media.intake.reader import __main__ as reader
from cms.media.intake.reader import office, tables
from cms.operations.management.commands.serve import Command
from cms.search import guesses, query
from cms.searches import counting
from cms.searches.models import DAYS_UNTIL_SHOWN
from directory.domain.letter_codes import LETTERS
from directory.imports import reading
from events.feeds import fetching, found
from events.self_service import feed_views
from home.search import MAX_WORDS
from joining.hours import codes
from joining.hours.helper import check_views

DOCUMENT = Path("docs/security.md")
MB = 1024 * 1024
IN_WORDS = {3: "three", 4: "four", 5: "five", 6: "six", 8: "eight", 10: "ten", 12: "twelve"}


def minutes(span) -> int:
    return int(span.total_seconds() // 60)


def threads() -> int:
    return Command().create_parser("manage.py", "serve").get_default("threads")


PROMISES = [
    f"take {IN_WORDS[private_pages.MOST_WRONG_PASSWORDS]} wrong ones per address in "
    f"{minutes(private_pages.WITHIN)} minutes",
    f"valid for {IN_WORDS[settings.PASSWORD_RESET_TIMEOUT // 86_400]} days and once",
    f"{IN_WORDS[settings.AXES_FAILURE_LIMIT].capitalize()} tries per name and address",
    f"{lockouts.MOST_PER_ADDRESS} per address (in IPv6 per /64)",
    f"{lockouts.MOST_WRONG_CODES} wrong codes per account",
    f"{IN_WORDS[views.MOST_RESETS].capitalize()} requests for a new password per hour",
    f"Locks end after {minutes(settings.AXES_COOLOFF_TIME)} minutes",
    f"emergency codes ({settings.MFA_RECOVERY_CODE_DIGITS} digits)",
    f"{lockouts.MOST_SIGN_INS} sign-ins per minute and address",
    f"at most {IN_WORDS[fetching.MOST_REDIRECTS]} redirects",
    f"{fetching.LARGEST // 1_000_000} MB, {fetching.SECONDS:.0f} s, {found.MOST_EVENTS} dates",
    f"{IN_WORDS[feed_views.MOST_TRIES]} tries in {IN_WORDS[minutes(feed_views.WITHIN)]} minutes per connection",
    f"at most {office.MOST_UNPACKED // MB} MB unpacked in {office.MOST_PARTS:,} parts",
    f"{reader.SECONDS} seconds of work, {reader.MEMORY // MB} MB of address space",
    f"At most {IN_WORDS[process.MOST_WAITING]} files wait in a process that has {IN_WORDS[threads()]} threads",
    f"After {IN_WORDS[queue.MOST_INTERRUPTIONS]} tries a job, a picture",
    f"After {IN_WORDS[media_jobs.MOST_TRIES]} tries a job, a picture",
    f"{reading.MOST_BYTES // reading.MEGABYTE} MB packed, {tables.MOST_UNPACKED // MB} MB unpacked",
    f"{tables.MOST_LINES:,} lines of at most {tables.LONGEST_ROW // MB} MB, {tables.MOST_WRITTEN // MB} MB of text",
    f"until a word was typed on {IN_WORDS[DAYS_UNTIL_SHOWN]} days",
    f"for {IN_WORDS[counting.KEEP_WEEKS.days // 30]} months",
    f"made-up words are bounded ({counting.MOST_UNKNOWN:,})",
    f"{IN_WORDS[MAX_WORDS]} words at most, each at most {query.MOST_WAYS} ways to be found",
    f"{int(log2(len(LETTERS)) * codes.LENGTH)} bits, compared",
    f"{check_views.MOST_TRIES} tries in {IN_WORDS[minutes(check_views.WITHIN)]} minutes per address and "
    f"{check_views.MOST_OF_ALL:,} for all together",
    f"guessing ends after {guesses.MOST_TRIES} tries",
]
# Names and answers; and what is measured in tests/test_peaks.py.
OTHERS = re.compile(r"IPv[46]|SHA256|\b(403|404|429|503)\b|20 seconds of work\. Only|\(320 MB\)")


def promised() -> str:
    return DOCUMENT.read_text().partition("## What is promised")[2].partition("## What is not")[0]


@pytest.mark.parametrize("promise", PROMISES)
def test_a_number_is_that_of_the_code(promise):
    assert promise in promised()


def test_no_number_is_promised_that_nothing_holds():
    rest = promised()
    for promise in PROMISES:
        rest = rest.replace(promise, "")
    assert [line for line in OTHERS.sub("", rest).splitlines() if re.search(r"\d", line)] == []


def test_nothing_is_promised_twice():
    promises = re.findall(r"^\| ([^|]+) \|", promised(), re.MULTILINE)
    assert len(promises) == len(set(promises))
