import hashlib
import json

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from ..answers import answers_of
from ..forms import SubmissionForm
from ..models.consent import ConsentVersion
from ..models.submissions import Submission
from .files import claim, kept_files


def submit(page, form: SubmissionForm, *, token: str, is_spam: bool = False) -> Submission:
    """Store a valid form once and return its submission; the same answers with the same token are the same.

    Other answers with the token of an earlier sending (somebody went back and corrected) are a new
    submission, because dropping them would lose them. Raises FilesNotStoredError when the storage is away.
    """
    answers = answers_of(form)
    key = _idempotency_key(token, answers)
    known = Submission.objects.filter(idempotency_key=key).first()
    if known:
        return known
    try:
        with kept_files(form.uploads) as files, transaction.atomic():
            submission = _store(page, form, answers, key, is_spam)
            claim(files, submission)
            return submission
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
