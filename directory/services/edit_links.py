"""Mails the links to an address that stands in an entry and to no other: to change it, and to become its keeper."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from wagtail.models import Site

from cms.core import mail
from cms.core.links import expiry_in_words, link_address, make_link
from cms.core.models import AccessLink

from ..models import OrganisationPage, PublicEntry
from ..self_service.links import Purpose
from ..tombstones import find_successor

# For one address, whatever entries it keeps.
MOST_LINKS = 5
WITHIN = timedelta(hours=1)
NOBODY = "nobody@example.invalid"
MESSAGES = {
    Purpose.EDIT: "entry-edit-link",
    Purpose.CLAIM: "entry-claim-link",
    Purpose.CLAIM_BY_LETTER: "entry-claim-link",
}


def request_edit_link(public_id: UUID, email: str, language: str = "de", *, site: Site | None) -> None:
    _request(Purpose.EDIT, public_id, email, language, site)


def request_claim_link(public_id: UUID, email: str, language: str = "de", *, site: Site | None) -> None:
    _request(Purpose.CLAIM, public_id, email, language, site)


@transaction.atomic
def _request(purpose: str, public_id: UUID, email: str, language: str, site: Site | None) -> None:
    """Mail a link if the address belongs to the entry, and the entry to this town.

    For any other the same work is done and undone: neither the answer nor its time tells which it was.
    """
    public_id = find_successor(PublicEntry.objects.of_town(site), public_id) or public_id
    page = OrganisationPage.objects.live().in_town(site).filter(public_id=public_id, alias_of=None).first()
    enough = had_enough(email)
    is_known = page is not None and keeps(page, email) and not enough
    name = page.title if page else ""
    with transaction.atomic():
        mail_link(purpose, page.pk if page else None, name, email if is_known else NOBODY, language, site)
        if not is_known:
            transaction.set_rollback(True)
    # A link that nobody has, so that something is written in either case.
    make_link(purpose, None, "")


def keeps(page: OrganisationPage, email: str) -> bool:
    """Whether the address may change the entry: the keeper's, or while there is none, one that stands in it."""
    stewardship = getattr(page, "stewardship", None)
    if stewardship and stewardship.keeper_email:
        return _is_same(stewardship.keeper_email, email)
    people = page.contact_people.values_list("email", flat=True)
    return any(_is_same(each, email) for each in (page.email, *people) if each)


def mail_link(
    purpose: str, page_id: int | None, name: str, email: str, language: str, site: Site | None
) -> str:
    """Queue the mail and return the token in it."""
    token = make_link(purpose, page_id, email)
    mail.queue(
        MESSAGES[purpose],
        to=email,
        site=site,
        context={
            "entry_name": name,
            "expires": expiry_in_words(purpose),
            "link": link_address(purpose, token, language, site=site),
        },
        language=language,
    )
    return token


def had_enough(email: str) -> bool:
    mailed = AccessLink.objects.mailed_lately(email, WITHIN).filter(purpose__in=MESSAGES)
    return mailed.count() >= MOST_LINKS


def _is_same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
