"""What the office is told by e-mail: that something waits, never what it says."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Site

from cms.mail.models import Mail
from cms.mail.queueing import queue
from cms.mail.sender import get_sender
from cms.towns.scope import address_of, first_town

from ..models.pages import FormPage
from ..models.submissions import Submission

ONE, ALL = "submission-office", "submissions-office"
# An office that has had so many mails within the hour looks into the inbox; and somebody may be flooding it.
MOST_MAILS, WITHIN = 20, timedelta(hours=1)
MORNING = time(6)
MOST_LINES = 50


def tell_office(submission: Submission, form: FormPage | None) -> None:
    """Queue the mail about a submission that staff see from now on, in the transaction that shows it to them.

    `form` is the page it was sent with, None if that is gone.
    """
    if (
        form is None
        or form.office_mail != form.OfficeMail.AT_ONCE
        or submission.status in submission.UNCOUNTED
    ):
        return
    context = {"reference": submission.reference, "form_title": submission.form_title}
    with translation.override(settings.LANGUAGE_CODE):
        if submission.due_on:
            context["due"] = _("To be answered by %(day)s.") % {"day": _in_words(submission.due_on)}
    context["link"] = _admin_address(submission.site, "einsendungen_modeladmin_inspect", submission.pk)
    for address in _addresses(form, submission.site):
        if not _had_enough(address):
            queue(ONE, to=address, site=submission.site, context=context, reference=submission.reference)


def send_digests() -> int:
    """Queue what waits for each address, once a day from the morning on; return how many mails that are.

    Forms that tell at once, and those that are gone, are in it with what is overdue.
    """
    if timezone.localtime().time() < MORNING:
        return 0
    sent = 0
    for (address, site), submissions in _waiting().items():
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            sent += _send_digest(address, site, submissions)
    return sent


def _waiting() -> dict[tuple[str, Site], list[Submission]]:
    """What is new or overdue, most urgent first, by the address that is told and its town."""
    submissions = (
        (Submission.objects.overdue() | Submission.objects.new())
        .select_related("site")
        .defer("answers", "search_text")
        .order_by("due_on", "received_at", "pk")
    )
    forms = Page.objects.specific().in_bulk({submission.page_id for submission in submissions} - {None})
    waiting = defaultdict(list)
    for submission in sorted(submissions, key=lambda each: not each.is_overdue):
        form, site = forms.get(submission.page_id), submission.site or first_town()
        if _is_in_digest(submission, form):
            for address in _addresses(form, site):
                waiting[address, site].append(submission)
    return waiting


def _is_in_digest(submission: Submission, form: FormPage | None) -> bool:
    if form is None or form.office_mail == form.OfficeMail.AT_ONCE:
        return submission.is_overdue
    return form.office_mail == form.OfficeMail.DAILY


def _send_digest(address: str, site: Site, submissions: list[Submission]) -> int:
    today = timezone.localdate()
    reference = f"{ALL}-{site.pk}-{today}"
    if Mail.objects.filter(reference=reference, to=address).exists():
        return 0
    context = {
        "counts": _counts(submissions),
        "submissions": "\n".join(_lines(submissions)),
        "link": _admin_address(site, "einsendungen_modeladmin_index"),
    }
    queue(ALL, to=address, site=site, context=context, reference=reference)
    return 1


def _counts(submissions: Iterable[Submission]) -> str:
    overdue = sum(submission.is_overdue for submission in submissions)
    new = len(submissions) - overdue
    parts = [
        overdue and ngettext("%(count)s overdue", "%(count)s overdue", overdue) % {"count": overdue},
        new and ngettext("%(count)s new", "%(count)s new", new) % {"count": new},
    ]
    return ", ".join(filter(None, parts))


def _lines(submissions: list[Submission]) -> list[str]:
    lines = [
        " · ".join(filter(None, [submission.reference, submission.form_title, _state(submission)]))
        for submission in submissions[:MOST_LINES]
    ]
    more = len(submissions) - len(lines)
    return [*lines, _("and %(count)s more") % {"count": more}] if more else lines


def _state(submission: Submission) -> str:
    if submission.is_overdue:
        return _("was due on %(day)s") % {"day": _in_words(submission.due_on)}
    if submission.due_on:
        return _("due on %(day)s") % {"day": _in_words(submission.due_on)}
    return _("since %(day)s") % {"day": _in_words(timezone.localdate(submission.received_at))}


def _in_words(day) -> str:
    return date_format(day, "DATE_FORMAT")


def _addresses(form: FormPage | None, site: Site | None) -> list[str]:
    """Those of the form, or the town's."""
    return (form and form.addresses) or list(filter(None, [get_sender(site).email]))


def _had_enough(address: str) -> bool:
    lately = Mail.objects.filter(kind=ONE, to=address, created_at__gt=timezone.now() - WITHIN)
    return lately.count() >= MOST_MAILS


def _admin_address(site: Site | None, view: str, *arguments) -> str:
    return address_of(site or first_town()) + reverse(view, args=arguments)
