"""Takes a person out of the entries: out of the pages, their drafts and their old versions."""

from django.db import transaction
from django.db.models import CharField, Q, TextField
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Site

from cms.core.caching import refresh_content
from cms.core.models import AccessLink
from cms.core.towns import below_homes

from .models import ContactPerson, EntryProposal, ImportRow, KeeperLetter, OrganisationPage, Stewardship
from .records import write_records
from .self_service.changes import changes_between
from .self_service.comparison import rows_of

# With this the purpose of every link begins that a mail about an entry holds.
ENTRY_LINKS = "entry-"


@transaction.atomic
def remove_person(email: str, town: Site | None = None) -> list[OrganisationPage]:
    """Remove the address's owner as keeper and contact, in all towns or in one.

    Returns the entries that held her. They stay.
    """
    ours, of_ours = below_homes(town), below_homes(town, "page__url_path")
    held = Q(email__iexact=email) | Q(contact_people__email__iexact=email)
    held |= Q(stewardship__keeper_email__iexact=email) | Q(pk__in=_scrub_revisions(email, town))
    entries = list(OrganisationPage.objects.filter(ours, held).distinct())
    keys = [entry.pk for entry in entries]
    ContactPerson.objects.filter(of_ours, email__iexact=email).delete()
    links = _links_to_entries().filter(email__iexact=email)
    (
        links.filter(object_id__in=OrganisationPage.objects.filter(ours).values("pk")) if town else links
    ).delete()
    _forget_keepers(Stewardship.objects.filter(of_ours, keeper_email__iexact=email))
    _forget_proposals(email, of_ours)
    # Not with save(): it would refuse an entry that loses its only way of contact, and the person goes first.
    OrganisationPage.objects.filter(pk__in=keys, email__iexact=email).update(email="")
    _forget_rows(email, below_homes(town, "run__directory__url_path"))
    write_records(OrganisationPage.objects.filter(pk__in=keys))
    refresh_content()
    return entries


@transaction.atomic
def remove_people_of(page: OrganisationPage) -> bool:
    """Remove the keeper's address and all contact people of one entry; return whether there were any."""
    known = ~Q(keeper_email="", postal_address="")
    keepers = Stewardship.objects.filter(known, page=page)
    revisions = [each for each in page.revisions.all() if each.content.get("contact_people")]
    found = bool(revisions) | keepers.exists() | page.contact_people.exists()
    _forget_keepers(keepers)
    KeeperLetter.objects.filter(page=page).delete()
    _links_to_entries().filter(object_id=page.pk).delete()
    ContactPerson.objects.filter(page=page).delete()
    for revision in revisions:
        revision.content["contact_people"] = []
        revision.save(update_fields=["content"])
    return found


# The labels of these two speak to staff.
_TO_HER = {
    EntryProposal.Status.DRAFT: _("not sent yet"),
    EntryProposal.Status.SENT: _("we are looking at it"),
}


def proposals_of(email: str, town: Site | None = None) -> list[dict]:
    """Return what the address's owner proposed to change, in words; of one that she has not sent, what she wrote."""
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


def _forget_keepers(keepers) -> None:
    # Her own home may be where letters go.
    keepers.update(keeper_email="", postal_address="", keeper_mode=Stewardship.KeeperMode.AGENCY)


def _links_to_entries():
    """The links in mails about entries, whatever they are for."""
    return AccessLink.objects.filter(purpose__startswith=ENTRY_LINKS)


def _forget_proposals(email: str, of_ours: Q) -> None:
    """Her own proposals, and those of others that name her."""
    stored = (Cast(name, TextField()) for name in ("base", "data", "wanted"))
    proposals = EntryProposal.objects.filter(of_ours).annotate(text=Concat(*stored, output_field=TextField()))
    proposals.filter(Q(email__iexact=email) | Q(text__icontains=email)).delete()


def _forget_rows(email: str, of_ours: Q) -> None:
    """Imported tables, until they are forgotten anyway; a row without cells cannot be imported any more."""
    rows = ImportRow.objects.filter(of_ours).annotate(text=Cast("cells", TextField()))
    rows = rows.filter(text__icontains=email)
    keys = list(rows.values_list("pk", flat=True))
    done = [ImportRow.State.IMPORTED, ImportRow.State.UNDONE, ImportRow.State.KEPT]
    named = ImportRow.objects.filter(pk__in=keys)
    named.exclude(state__in=done).update(state=ImportRow.State.FAULTY)
    named.update(cells=[], messages=[])


def _scrub_revisions(email: str, town: Site | None) -> set[int]:
    """Old versions of a page hold what stood in it then, and could be published again."""
    key = OrganisationPage._meta.label_lower
    app_label, model = key.split(".")
    revisions = Revision.objects.filter(
        content_type__app_label=app_label, content_type__model=model
    ).annotate(text=Cast("content", TextField()))
    pages = set()
    if town:
        ours = OrganisationPage.objects.in_town(town).annotate(key=Cast("pk", CharField()))
        revisions = revisions.filter(object_id__in=ours.values("key"))
    for revision in revisions.filter(text__icontains=email):
        content = revision.content
        people = content.get("contact_people", [])
        content["contact_people"] = [each for each in people if not _is(each.get("email"), email)]
        if _is(content.get("email"), email):
            content["email"] = ""
        Revision.objects.filter(pk=revision.pk).update(content=content)
        pages.add(int(revision.object_id))
    return pages


def _is(value: str | None, email: str) -> bool:
    return (value or "").casefold() == email.casefold()
