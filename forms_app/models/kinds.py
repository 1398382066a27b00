"""Kinds of submissions that apps above add, such as a sign-up for a date; registered in their `wiring.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from cms.common.registry import Registry

if TYPE_CHECKING:
    from .pages import FormPage
    from .submissions import Submission


@dataclass(frozen=True)
class SubmissionKind:
    """Its submissions wait until their sender has confirmed the address, like registrations.

    `form_class` asks what is fixed besides the editor's questions, a `SubmissionForm`; `form_options(page, about)` are
    its arguments, with `about` as it stands in the form's address.
    `taken_in(submission)` runs in the transaction that stores the submission, or finds that it is no spam, instead of
    the mail that it has arrived; it may raise ValidationError, and nothing is stored.
    `thanks(page, submission)` is what the sender reads then: a heading and what happens next; without a submission
    when it is gone, filed as spam or not known any more.
    `mail_again(submission)` queues the first mail once more, at the sender's wish.
    `before_forgetting(keys)` runs in the transaction that deletes submissions, with their keys.
    `filed_as_spam(submission)` runs in the transaction in which staff file a submission as spam.
    `deletion(page)` says in words when the data go; `slots(page, is_exact)` what the API tells of its places, without
    the number of those that are left unless `is_exact`.
    `while_waiting(submission)` stands below the thanks until the address is confirmed, `panel(submission)` beside it in
    the inbox: both are `{"template": …}` with the values that it gets as `section`, or None.
    """

    key: str
    label: str | Promise
    form_class: type
    form_options: Callable[["FormPage", str], dict]
    taken_in: Callable[["Submission"], None]
    thanks: Callable[["FormPage", "Submission | None"], tuple[str, str]]
    mail_again: Callable[["Submission"], None]
    before_forgetting: Callable[[list[int]], None] = lambda keys: None
    filed_as_spam: Callable[["Submission"], None] = lambda submission: None
    deletion: Callable[["FormPage"], str] | None = None
    slots: Callable[["FormPage", bool], list[dict]] | None = None
    # Of the links in its mails.
    link_purposes: tuple[str, ...] = ()
    while_waiting: Callable[["Submission"], dict | None] = lambda submission: None
    panel: Callable[["Submission"], dict | None] = lambda submission: None


KINDS: Registry[str, SubmissionKind] = Registry(key=attrgetter("key"))
