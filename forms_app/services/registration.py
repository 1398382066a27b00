"""From a registration to an entry of the directory: accept, ask back, reject.

Used by admin, command and API alike. `by` is the person who decides, or None for the system. All raise
PermissionDenied without permission, and NotDecidableError for what cannot be decided (again).
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.towns.models import TownSettings
from cms.towns.scope import first_town
from directory.models import Category, DirectoryPage, District, OrganisationPage
from directory.workflow import confirm_entry, create_entry
from directory.workflow.maintainer_mail import edit_address

from ..models.notes import SubmissionReply
from ..models.submissions import Submission
from .correspondence import demand_seen, mail_sender, written_already

Status = Submission.Status
WAYS_OF_CONTACT = ("email", "phone", "website")


class NotDecidableError(ValueError):
    """Says in words why this decision is not possible."""


@transaction.atomic
def accept_registration(submission: Submission, *, by) -> OrganisationPage:
    """Publish the entry with its maintainer and notify the applicant. Idempotent."""
    locked = _locked(submission, by)
    if locked.status == Status.DONE and locked.organisation:
        return locked.organisation
    _demand_undecided(locked)
    entry = _published_entry(locked, by)
    locked.organisation = entry
    _decide(locked, Status.DONE, "accept_registration", by)
    _tell(locked, "accepted", by, link=entry.full_url, edit_link=edit_address(entry))
    return entry


@transaction.atomic
def ask_back(submission: Submission, question: str, *, by, last_seen: int | None = None) -> Submission:
    """Mail a question to the applicant and wait for the answer. Repeating it at once sends no second mail.

    For `last_seen` see `reply`. Also raises AnsweredMeanwhileError.
    """
    locked = _locked(submission, by)
    _demand_undecided(locked)
    if not locked.confirmed_at:
        raise NotDecidableError(_("The address is not confirmed, so nobody can be asked."))
    if written_already(locked.replies, question, by):
        return locked
    demand_seen(locked, last_seen)
    _decide(locked, Status.WAITING, "ask_back", by)
    _tell(locked, "question", by, written=_demanded(question), question=question)
    return locked


@transaction.atomic
def reject_registration(
    submission: Submission, reason: str, *, by, last_seen: int | None = None
) -> Submission:
    """Close the registration and mail the reason to the applicant. `last_seen` as above."""
    locked = _locked(submission, by)
    _demand_undecided(locked)
    demand_seen(locked, last_seen)
    _decide(locked, Status.REJECTED, "reject_registration", by)
    _tell(locked, "rejected", by, written=_demanded(reason), reason=reason)
    return locked


def _locked(submission: Submission, by) -> Submission:
    registrations = Submission.objects.for_staff()
    if by is not None:
        registrations = registrations.allowed_to(by, "change")
    locked = registrations.select_for_update(of=("self",)).filter(pk=submission.pk).first()
    if locked is None:
        raise PermissionDenied
    return locked


def _demand_undecided(submission: Submission) -> None:
    if submission.kind != Submission.Kind.REGISTRATION:
        raise NotDecidableError(_("This is not a registration."))
    if submission.status not in Submission.OPEN:
        raise NotDecidableError(
            _("This registration is already closed: %(status)s.")
            % {"status": submission.get_status_display()}
        )


def _demanded(text: str) -> str:
    if not text.strip():
        raise NotDecidableError(_("Please write what the applicant should read."))
    return text


def _published_entry(submission: Submission, by) -> OrganisationPage:
    directory = _directory_for(submission)
    if by is not None and not directory.permissions_for_user(by).can_publish_subpage():
        raise PermissionDenied
    try:
        entry = create_entry(
            directory,
            title=submission.answer("name"),
            summary=submission.answer("summary"),
            category=_chosen(Category, submission, "main_category"),
            districts=[_chosen(District, submission, "district")],
            **{way: submission.answer(way) for way in WAYS_OF_CONTACT},
            email_is_public=_is_ticked(submission, "email_is_public"),
            maintainer_email=submission.sender_email if submission.confirmed_at else "",
            source=_("registration"),
            by=by,
        )
    except ValidationError as error:
        raise NotDecidableError(" ".join(error.messages)) from error
    # The entry needs no personal data of the applicant except the maintainer's address.
    confirm_entry(entry, by=_("registration %(reference)s") % {"reference": submission.reference})
    entry.latest_revision.publish(user=by)
    return OrganisationPage.objects.get(pk=entry.pk)


def _directory_for(submission: Submission) -> DirectoryPage:
    site = submission.site or first_town()
    named = TownSettings.for_site(site).directory_page_id
    directories = DirectoryPage.objects.live().in_site(site)
    directory = directories.filter(pk=named).first() or directories.order_by("path").first()
    if directory is None:
        raise NotDecidableError(_("There is no published directory for this entry."))
    return directory


def _is_ticked(submission: Submission, question: str) -> bool:
    return any(each["name"] == question and each.get("exact") is True for each in submission.answers)


def _chosen(model, submission: Submission, question: str):
    answer = next((each for each in submission.answers if each["name"] == question), {})
    row = model.objects.filter(pk=answer.get("choice")).first()
    if row is None:
        raise NotDecidableError(
            _("“%(answer)s” is no longer in the list of choices. Please create the entry by hand.")
            % {"answer": answer.get("value", "")}
        )
    return row


def _decide(submission: Submission, status: str, action: str, by) -> None:
    submission.status = status
    submission.closed_at = timezone.now() if status in Submission.CLOSED else None
    submission.save(update_fields=["status", "closed_at", "organisation"])
    log(instance=submission, action=f"forms_app.{action}", user=by)


def _tell(submission: Submission, message: str, by, written: str = "", **context: str) -> None:
    """Queue the mail and record the text; unconfirmed addresses get nothing."""
    if not submission.confirmed_at:
        return
    names = {"entry_name": submission.sender_name, "name": submission.addressee}
    email = mail_sender(submission, message, **names, **context)
    if written:
        SubmissionReply.objects.create(
            submission=submission, to=submission.sender_email, subject=email.subject, text=written, author=by
        )
