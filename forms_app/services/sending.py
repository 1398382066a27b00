import hashlib
import json
from contextlib import suppress
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from cms.towns.scope import town_of

from ..intake.answers import answers_of
from ..intake.forms import SubmissionForm
from ..intake.proof_of_work import spend
from ..intake.spam import Signs, is_spam, score
from ..models.consent import ConsentVersion
from ..models.submissions import Submission
from .acknowledging import take_in
from .files import claim, kept_files
from .office import tell_office

Status = Submission.Status
NOTHING_NOTICED = Signs()


class OtherAnswersError(Exception):
    """The idempotency key was used with other answers."""


def submit(
    page, form: SubmissionForm, *, token: str, key: str = "", signs: Signs = NOTHING_NOTICED
) -> Submission:
    """Store a valid form and return its submission. The same answers with the same token are stored once.

    Different answers with a used token (somebody went back and corrected) are a new submission, because dropping them
    would lose them. A client's idempotency `key` replaces the token and stands for exactly one submission: with other
    answers it raises OtherAnswersError. Raise FilesNotStoredError if the storage is down, and ValidationError if its
    kind refuses it.
    """
    answers = answers_of(form)
    submission = _submit(page, form, answers, _chosen_key(page, key) or _key_of(token, answers), signs)
    if key and _without_labels(submission.answers) != _without_labels(answers):
        raise OtherAnswersError
    return submission


def _submit(page, form: SubmissionForm, answers: list[dict], key: str, signs: Signs) -> Submission:
    known = Submission.objects.filter(idempotency_key=key).first()
    if known:
        return known
    unproven = replace(signs, proof=None)
    for noticed in (signs, signs, unproven):
        # A concurrent request may have taken the same token, case number or proof.
        with suppress(IntegrityError):
            return _store_all(page, form, answers, key, noticed)
        with suppress(Submission.DoesNotExist):
            return Submission.objects.get(idempotency_key=key)
    return _store_all(page, form, answers, key, unproven)


def _store_all(page, form: SubmissionForm, answers: list[dict], key: str, signs: Signs) -> Submission:
    with kept_files(form.uploads) as files, transaction.atomic():
        submission = _store(page, form, answers, key, _score(answers, signs))
        claim(files, submission)
        take_in(submission)
        tell_office(submission, page)
    return submission


def _score(answers: list[dict], signs: Signs) -> int:
    is_proven = signs.proof is not None and spend(signs.proof)
    return score(answers, is_trapped=signs.is_trapped, is_proven=is_proven, is_busy=signs.is_busy)


def _first_status(page, spam_score: int) -> str:
    if is_spam(spam_score):
        return Status.SPAM
    return Status.UNCONFIRMED if page.needs_confirmation else Status.NEW


def _key_of(token: str, answers: list[dict]) -> str:
    content = json.dumps([token, _without_labels(answers)], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _chosen_key(page, key: str) -> str:
    return hashlib.sha256(f"{page.pk} {key}".encode()).hexdigest() if key else ""


def _without_labels(answers: list[dict]) -> list[dict]:
    """Editors may reword a question between a submission and its repetition."""
    return [{name: text for name, text in answer.items() if name != "label"} for answer in answers]


def _store(page, form: SubmissionForm, answers: list[dict], key: str, spam_score: int) -> Submission:
    consent = ConsentVersion.objects.record(page)
    status = _first_status(page, spam_score)
    submission = Submission(
        reference=Submission.objects.unused_reference(),
        kind=page.submission_kind,
        status=status,
        spam_score=spam_score,
        page_id=page.pk,
        site=town_of(page),
        form_title=page.title,
        language=translation.get_language(),
        answers=answers,
        organisation_id=form.organisation_id,
        sender_name=form.sender_name[:255],
        sender_email=form.sender_email,
        is_confidential=form.is_confidential,
        purpose=page.purpose,
        legal_basis=page.legal_basis,
        retention_days=page.retention_days,
        consent_version=consent,
        consent_text=consent.text if consent else "",
        due_on=page.due_day if status == Status.NEW else None,
        closed_at=timezone.now() if status == Status.SPAM else None,
        idempotency_key=key,
    )
    submission.search_text = _search_text(submission)
    submission.save(force_insert=True)
    return submission


def _search_text(submission: Submission) -> str:
    values = [answer["value"] for answer in submission.shown_answers]
    parts = [
        submission.reference,
        submission.form_title,
        submission.sender_name,
        submission.sender_email,
        *values,
    ]
    return "\n".join(filter(None, parts)).casefold()
