"""Removes a person from entries: from pages, drafts and old revisions."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import CharField, Q, TextField
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Site

from cms.caching.content_version import refresh_content
from cms.mail.models import AccessLink
from cms.towns.scope import below_homes

from ..domain.comparable import comparable_phone
from ..entry_changes.comparison import rows_of
from ..entry_changes.diff import changes_between
from ..models import (
    ContactPerson,
    EntryProposal,
    ImportRow,
    MaintainerLetter,
    Maintainership,
    OrganisationPage,
)
from ..publishing.projection import write_records
from .edit_links import keeps
from .entry_pictures import forget_refused
from .links import Purpose

PHONE_LENGTH = 40
# Prefix of the purposes of all links in mails about entries.
ENTRY_LINKS = "entry-"


@dataclass(frozen=True)
class Person:
    """The proven address of a person, and what the person or the office has stored together with it."""

    email: str
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    # Entries that came from her registrations.
    entries: frozenset[int] = frozenset()

    def is_named(self, facts: dict) -> bool:
        """Whether a contact with these facts is her."""
        others = not facts.get("email") and facts.get("name") in self.names
        return self.has(facts.get("email")) or facts.get("phone") in self.phones or others

    def has(self, email: str | None) -> bool:
        return (email or "").casefold() == self.email.casefold()

    @property
    def marks(self) -> set[str]:
        return {self.email, *self.phones}


@transaction.atomic
def remove_person(person: Person, town: Site | None = None) -> list[OrganisationPage]:
    """Remove somebody as maintainer and contact, with the address and the numbers that are hers, in one town or all.

    Return the affected entries, which stay. The office is asked to look at them, since only people can tell whether a
    text names her.
    """
    ours, of_ours = below_homes(town), below_homes(town, "page__url_path")
    person = _with_contacts(person, of_ours)
    known = Q(email__iexact=person.email) | Q(contact_people__email__iexact=person.email)
    known |= Q(maintainership__maintainer_email__iexact=person.email) | Q(pk__in=person.entries)
    known |= Q(pk__in=_pages_in_revisions(person.email, town))
    versions = OrganisationPage.objects.filter(ours, known).values("translation_key")
    entries = list(OrganisationPage.objects.filter(ours, translation_key__in=versions))
    keys = [entry.pk for entry in entries]
    _scrub_revisions(person, keys)
    for contact in ContactPerson.objects.filter(page__in=keys):
        if person.is_named({"email": contact.email, "name": contact.name, "phone": contact.phone}):
            contact.delete()
    links = _links_to_entries().filter(email__iexact=person.email)
    (links.filter(object_id__in=keys) if town else links).delete()
    maintainers = Maintainership.objects.filter(page__in=keys)
    _forget_maintainers(maintainers.filter(maintainer_email__iexact=person.email))
    for name in person.names:
        maintainers.filter(assured_by__icontains=name).update(assured_by="")
    forget_refused(_forget_proposals(person, of_ours))
    # Not with save(), which refuses entries without any contact; removing the person takes precedence.
    OrganisationPage.objects.filter(pk__in=keys, email__iexact=person.email).update(email="")
    OrganisationPage.objects.filter(pk__in=keys, phone__in=person.phones).update(phone="")
    for entry in entries:
        if not entry.alias_of_id:
            Maintainership.objects.update_or_create(
                page=entry, defaults={"person_erased_on": timezone.localdate()}
            )
    _forget_rows(person, below_homes(town, "run__directory__url_path"))
    write_records(OrganisationPage.objects.filter(pk__in=keys))
    refresh_content()
    return list(OrganisationPage.objects.filter(pk__in=keys, alias_of=None))


def _with_contacts(person: Person, of_ours: Q) -> Person:
    mine = ContactPerson.objects.filter(of_ours, email__iexact=person.email).values_list("name", "phone")
    names, phones = {name for name, _phone in mine}, {phone for _name, phone in mine}
    return replace(person, names=(person.names | names) - {""}, phones=(person.phones | phones) - {""})


@transaction.atomic
def remove_people_of(page: OrganisationPage) -> bool:
    """Remove the maintainer's address and all contacts of an entry; return whether there were any."""
    known = ~Q(maintainer_email="", postal_address="")
    maintainers = Maintainership.objects.filter(known, page=page)
    revisions = [each for each in page.revisions.all() if each.content.get("contact_people")]
    found = bool(revisions) | maintainers.exists() | page.contact_people.exists()
    _forget_maintainers(maintainers)
    MaintainerLetter.objects.filter(page=page).delete()
    _links_to_entries().filter(object_id=page.pk).delete()
    ContactPerson.objects.filter(page=page).delete()
    for revision in revisions:
        revision.content["contact_people"] = []
        revision.save(update_fields=["content"])
    return found


def forget_links_of_former(page_id: int) -> None:
    """Delete the links to the entry that went to addresses which may not change it any more.

    Not those for taking it over with a letter's code: their addresses do not belong to it yet.
    """
    page = OrganisationPage.objects.get(pk=page_id)
    links = _links_to_entries().filter(object_id=page_id).exclude(email="")
    for link in links.exclude(purpose=Purpose.CLAIM_BY_LETTER):
        if not keeps(page, link.email):
            link.delete()


# The labels of these two are written for staff.
_TO_HER = {
    EntryProposal.Status.DRAFT: _("not sent yet"),
    EntryProposal.Status.SENT: _("we are looking at it"),
}


def proposals_of(email: str, town: Site | None = None) -> list[dict]:
    """Return the changes proposed by the owner of the address, in words; of an unsent proposal, the draft."""
    ours = EntryProposal.objects.filter(below_homes(town, "page__url_path"), email__iexact=email)
    mine = ours.select_related("page").order_by("created_at")
    return [_proposal(each) for each in mine]


def _proposal(proposal: EntryProposal) -> dict:
    rows = rows_of(changes_between(proposal.base, proposal.wanted)) if proposal.sent_at else []
    return {
        "entry": proposal.page.title,
        "status": str(_TO_HER.get(proposal.status, proposal.get_status_display())),
        "begun_at": proposal.created_at,
        "sent_at": proposal.sent_at,
        "decided_at": proposal.decided_at,
        "answer": proposal.reason,
        "changes": [{"what": row.title, "before": row.text_before, "after": row.text_after} for row in rows],
        "not_sent_yet": {} if proposal.sent_at else proposal.data,
    }


def _forget_maintainers(maintainers) -> None:
    # Letters may go to the person's own home.
    maintainers.update(
        maintainer_email="", postal_address="", maintainer_mode=Maintainership.MaintainerMode.AGENCY
    )


def _links_to_entries():
    """Links in mails about entries, for any purpose."""
    return AccessLink.objects.filter(purpose__startswith=ENTRY_LINKS)


def _forget_proposals(person: Person, of_ours: Q) -> set[int]:
    """Delete the person's own proposals, and others that mention her; return the pages concerned."""
    stored = (Cast(name, TextField()) for name in ("base", "data", "wanted"))
    proposals = EntryProposal.objects.filter(of_ours).annotate(text=Concat(*stored, output_field=TextField()))
    pages: set[int] = set()
    for mark in person.marks:
        hers = proposals.filter(Q(email__iexact=mark) | Q(text__icontains=mark))
        pages |= set(hers.values_list("page_id", flat=True))
        hers.delete()
    return pages


def _forget_rows(person: Person, of_ours: Q) -> None:
    """Cells of imported tables, which are deleted later anyway; rows without cells cannot be imported any more."""
    rows = ImportRow.objects.filter(of_ours).annotate(text=Cast("cells", TextField()))
    mentioned = Q(text__icontains=person.email)
    for phone in person.phones:
        # However it is written, it ends alike.
        mentioned |= Q(text__contains=phone[-2:])
    keys = [row.pk for row in rows.filter(mentioned).iterator() if _mentions(row.cells, person)]
    done = [ImportRow.State.IMPORTED, ImportRow.State.UNDONE, ImportRow.State.KEPT]
    named = ImportRow.objects.filter(pk__in=keys)
    named.exclude(state__in=done).update(state=ImportRow.State.FAULTY)
    named.update(cells=[], messages=[], understood="")


def _mentions(cells: list[str], person: Person) -> bool:
    has_email = any(person.email.casefold() in cell.casefold() for cell in cells)
    return has_email or any(
        comparable_phone(cell) in person.phones for cell in cells if len(cell) <= PHONE_LENGTH
    )


def _of_entries() -> Q:
    app_label, model = OrganisationPage._meta.label_lower.split(".")
    return Q(content_type__app_label=app_label, content_type__model=model)


def _pages_in_revisions(email: str, town: Site | None) -> set[int]:
    """Old revisions contain old data and could be published again."""
    revisions = Revision.objects.filter(_of_entries()).annotate(text=Cast("content", TextField()))
    if town:
        ours = OrganisationPage.objects.in_town(town).annotate(key=Cast("pk", CharField()))
        revisions = revisions.filter(object_id__in=ours.values("key"))
    return set(map(int, revisions.filter(text__icontains=email).values_list("object_id", flat=True)))


def _scrub_revisions(person: Person, keys: list[int]) -> None:
    for revision in Revision.objects.filter(_of_entries(), object_id__in=map(str, keys)):
        content = revision.content
        people = content.get("contact_people", [])
        scrubbed = content | {"contact_people": [each for each in people if not person.is_named(each)]}
        if person.has(content.get("email")):
            scrubbed["email"] = ""
        if content.get("phone") in person.phones:
            scrubbed["phone"] = ""
        if scrubbed != content:
            Revision.objects.filter(pk=revision.pk).update(content=scrubbed)
