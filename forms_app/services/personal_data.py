"""What a person may ask for (Art. 15, 17, 20 GDPR), proven by their e-mail address."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import get_valid_filename
from wagtail.log_actions import log
from wagtail.models import Site

from cms.caching.remains import wipe_remains
from cms.common.phones import for_reading
from cms.mail.links import expiry_in_words, link_address, make_link
from cms.mail.models import AccessLink, Mail
from cms.mail.queueing import queue
from cms.towns.scope import below_homes
from directory.domain.comparable import comparable_phone
from directory.models import ContactPerson, Maintainership
from directory.workflow.personal_data import Person, proposals_of, remove_person
from events.workflow.retention import forget_sender, sent_by

from ..links import Purpose
from ..models.consent import WithdrawnConsent
from ..models.files import SubmissionFile
from ..models.submissions import Submission
from .personal_records import erase_records, export_records
from .retention import forget

MOST_LINKS = 3
WITHIN = timedelta(hours=1)


@transaction.atomic
def request_access(email: str, language: str, *, site: Site | None) -> None:
    """Mail a link to whatever address was given. Whether we know it, only its owner learns, behind the link.

    So known and unknown addresses cost the same work, and nobody can tell them apart.
    """
    mailed = AccessLink.objects.mailed_lately(email, WITHIN).filter(purpose=Purpose.PERSONAL_DATA)
    if mailed.count() >= MOST_LINKS:
        return
    token = make_link(Purpose.PERSONAL_DATA, site and site.pk, email)
    queue(
        "access-link",
        to=email,
        site=site,
        context={
            "expires": expiry_in_words(Purpose.PERSONAL_DATA, language),
            "link": link_address(Purpose.PERSONAL_DATA, token, language, site=site),
        },
        language=language,
    )


def export_person(email: str, town: Site | None = None) -> dict:
    """Return all that is stored about the owner of the address, in values that JSON can hold.

    Each of several towns is responsible for what it has itself, so with a town only that.
    """
    return {
        "email": email,
        "exported_at": timezone.now(),
        "submissions": [_submission(each) for each in _submissions_of(email, town)],
        "entries_kept": [_entry(each) for each in _maintainerships_of(email, town)],
        "contact_of": [_contact(each) for each in _contacts_of(email, town)],
        "proposed_changes": proposals_of(email, town),
        "announced_dates": sent_by(email, town),
        **export_records(email, town),
        "withdrawn_consents": [_withdrawn(each) for each in _withdrawn_of(email, town)],
        "mails": [
            {"subject": each.subject, "created_at": each.created_at} for each in _mails_to(email, town)
        ],
    }


@transaction.atomic
def erase_person(email: str, town: Site | None = None) -> dict:
    """Delete what is stored about the owner of the address, `town` as above; return counts, and what stays public.

    A club's entry stays, without the address and the numbers that she had given.
    """
    submissions = list(_submissions_of(email, town).select_for_update(of=("self",)))
    WithdrawnConsent.objects.bulk_create(
        WithdrawnConsent(
            version_id=each.consent_version_id,
            address_digest=address_digest(email),
            given_at=each.received_at,
        )
        for each in submissions
        if each.consent_version_id
    )
    person = _person(email, submissions)
    counts = {"submissions": forget(submissions)}
    entries = remove_person(person, town)
    forget_sender(email, town)
    erase_records(email, town)
    for entry in entries:
        log(instance=entry, action="forms_app.erase_person")
    _mails_naming(person, town).delete()
    links = AccessLink.objects.filter(email__iexact=email)
    (links.filter(purpose=Purpose.PERSONAL_DATA, object_id=town.pk) if town else links).delete()
    wipe_remains()
    return counts | {"entries": len(entries), "kept": [_kept(entry) for entry in entries if entry.live]}


def _person(email: str, submissions: list[Submission]) -> Person:
    """What the person wrote about themselves; names of one word are too common to be searched for."""
    names = {name for each in submissions for name in (each.sender_name, each.answer("contact_name"))}
    answers = {comparable_phone(answer["value"]) for each in submissions for answer in each.answers}
    entries = {each.organisation_id for each in submissions if each.kind == Submission.Kind.REGISTRATION}
    titles = {each.organisation.title for each in submissions if each.organisation}
    return Person(
        email,
        frozenset(name for name in names - titles if " " in name),
        frozenset(answers - {""}),
        frozenset(entries - {None}),
    )


def _kept(entry) -> dict[str, str]:
    return {"title": entry.title, "phone": for_reading(entry.phone), "website": entry.website}


def _mails_naming(person: Person, town: Site | None):
    """Mails to her, and those to others that tell her address."""
    mails = Mail.objects.filter(
        Q(to__iexact=person.email) | Q(text__icontains=person.email) | Q(headers__icontains=person.email)
    )
    return mails.filter(site=town) if town else mails


def address_digest(email: str) -> str:
    """The hash by which a withdrawn consent is found again, when its owner asks for it."""
    return salted_hmac("forms_app.withdrawn_consent", email.casefold(), algorithm="sha256").hexdigest()


def _submissions_of(email: str, town: Site | None):
    ours = Submission.objects.filter(site=town) if town else Submission.objects.all()
    submissions = ours.sent_from(email).select_related("consent_version", "organisation")
    return submissions.prefetch_related("notes", "replies", "files")


def _maintainerships_of(email: str, town: Site | None):
    return Maintainership.objects.filter(
        below_homes(town, "page__url_path"), maintainer_email__iexact=email
    ).select_related("page")


def _contacts_of(email: str, town: Site | None):
    return ContactPerson.objects.filter(
        below_homes(town, "page__url_path"), email__iexact=email
    ).select_related("page")


def _withdrawn_of(email: str, town: Site | None):
    digest = address_digest(email)
    ours = below_homes(town, "version__page__url_path")
    return WithdrawnConsent.objects.filter(ours, address_digest=digest).select_related("version")


def _mails_to(email: str, town: Site | None):
    mails = Mail.objects.filter(to__iexact=email)
    return mails.filter(site=town) if town else mails


def files_of(email: str, town: Site | None = None) -> list[tuple[str, SubmissionFile]]:
    """Return the person's files and where each lies in the archive."""
    return [
        (path_of(submission, file), file)
        for submission in _submissions_of(email, town)
        for file in submission.files.all()
    ]


def path_of(submission: Submission, file: SubmissionFile) -> str:
    return f"{submission.reference}/{file.pk}-{get_valid_filename(file.name)}"


def _submission(submission: Submission) -> dict:
    return {
        "reference": submission.reference,
        "form": submission.form_title,
        "received_at": submission.received_at,
        "confirmed_at": submission.confirmed_at,
        "status": str(submission.get_status_display()),
        "answers": [
            {"question": answer["label"], "answer": answer["value"]} for answer in submission.answers
        ],
        "files": [_file(submission, each) for each in submission.files.all()],
        "replies": [
            {"subject": each.subject, "text": each.text, "written_at": each.created_at}
            for each in submission.replies.all()
        ],
        "notes": [{"text": each.text, "written_at": each.created_at} for each in submission.notes.all()],
        "purpose": submission.purpose,
        "legal_basis": submission.legal_basis,
        "deleted_days_after_closing": submission.retention_days,
        "consent": submission.consent_text,
        "entry": submission.organisation.title if submission.organisation else "",
    }


def _file(submission: Submission, file: SubmissionFile) -> dict:
    """`path` is where the file lies in the archive."""
    return {"name": file.name, "bytes": file.size, "path": path_of(submission, file)}


def _entry(maintainership: Maintainership) -> dict:
    return {
        "name": maintainership.page.title,
        "maintainer_email": maintainership.maintainer_email,
        "confirmed_on": maintainership.assured_on,
    }


def _contact(person: ContactPerson) -> dict:
    facts = {name: getattr(person, name) for name in ("role", "name", "email", "phone")}
    return {"entry": person.page.title, **facts, "consented_on": person.consented_on}


def _withdrawn(consent: WithdrawnConsent) -> dict:
    return {
        "text": consent.version.text,
        "given_at": consent.given_at,
        "withdrawn_at": consent.withdrawn_at,
    }
