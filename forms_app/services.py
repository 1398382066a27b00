import hashlib
import json

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from .answers import answers_of
from .forms import SubmissionForm
from .models.consent import ConsentVersion
from .models.submissions import Submission


def submit(page, form: SubmissionForm, *, token: str, is_spam: bool = False) -> Submission:
    """Store a valid form once and return its submission; the same answers with the same token are the same.

    Other answers with the token of an earlier sending (somebody went back and corrected) are a new
    submission, because dropping them would lose them.
    """
    answers = answers_of(form)
    key = _idempotency_key(token, answers)
    known = Submission.objects.filter(idempotency_key=key).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return _store(page, form, answers, key, is_spam)
    except IntegrityError:
        # A second sending that arrived at the same moment was faster.
        return Submission.objects.get(idempotency_key=key)


def _idempotency_key(token: str, answers: list[dict]) -> str:
    content = json.dumps([token, answers], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _store(page, form: SubmissionForm, answers: list[dict], key: str, is_spam: bool) -> Submission:
    consent = ConsentVersion.objects.record(page)
    submission = Submission(
        reference=Submission.objects.unused_reference(),
        kind=page.submission_kind,
        status=Submission.Status.SPAM if is_spam else Submission.Status.NEW,
        page_id=page.pk,
        form_title=page.title,
        language=translation.get_language(),
        answers=answers,
        sender_name=form.sender_name[:255],
        sender_email=form.sender_email,
        purpose=page.purpose,
        legal_basis=page.legal_basis,
        retention_days=page.retention_days,
        consent_version=consent,
        consent_text=consent.text if consent else "",
        closed_at=timezone.now() if is_spam else None,
        idempotency_key=key,
    )
    submission.search_text = _search_text(submission)
    submission.save(force_insert=True)
    return submission


def _search_text(submission: Submission) -> str:
    values = [answer["value"] for answer in submission.answers]
    parts = [
        submission.reference,
        submission.form_title,
        submission.sender_name,
        submission.sender_email,
        *values,
    ]
    return "\n".join(filter(None, parts)).casefold()


def may_decide(user) -> bool:
    return user.has_perm("forms_app.change_submission")


@transaction.atomic
def change_status(submission: Submission, status: str, *, by) -> Submission:
    """Set the status and log who did; raises PermissionDenied, or ValueError for an unknown status."""
    if not may_decide(by):
        raise PermissionDenied
    status = Submission.Status(status)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if locked.status == status:
        return locked
    before = locked.get_status_display()
    locked.status = status
    # Retention counts from the day of closing; a case that is opened again starts anew.
    locked.closed_at = (locked.closed_at or timezone.now()) if status in Submission.CLOSED else None
    locked.save(update_fields=["status", "closed_at"])
    data = {"before": str(before), "after": str(status.label)}
    log(instance=locked, action="forms_app.change_status", user=by, data=data)
    return locked


def mark_read(submission: Submission) -> None:
    Submission.objects.filter(pk=submission.pk, read_at=None).update(read_at=timezone.now())
