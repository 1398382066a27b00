"""Mails links only to addresses that belong to an entry: to edit it, and to become its maintainer."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from wagtail.models import Site

from cms.jobs.later import later
from cms.mail.links import expiry_in_words, link_address, make_link
from cms.mail.models import AccessLink
from cms.mail.queueing import queue

from ..models import OrganisationPage, PublicEntry
from ..publishing.tombstones import find_successor
from .links import Purpose

# Per address, across all its entries.
MOST_LINKS = 5
WITHIN = timedelta(hours=1)
MESSAGES = {
    Purpose.EDIT: "entry-edit-link",
    Purpose.CLAIM: "entry-claim-link",
    Purpose.CLAIM_BY_LETTER: "entry-claim-link",
}


def request_edit_link(public_id: UUID, email: str, language: str = "de", *, site: Site | None) -> None:
    _request_later(Purpose.EDIT, public_id, email, language, site)


def request_claim_link(public_id: UUID, email: str, language: str = "de", *, site: Site | None) -> None:
    _request_later(Purpose.CLAIM, public_id, email, language, site)


def _request_later(purpose: str, public_id: UUID, email: str, language: str, site: Site | None) -> None:
    """The worker looks whose address it is, so that neither the response nor its timing reveals it."""
    mail_if_known.later(
        purpose=purpose,
        public_id=str(public_id),
        email=email,
        language=language,
        site_pk=site and site.pk,
    )


@later
def mail_if_known(purpose: str, public_id: str, email: str, language: str, site_pk: int | None) -> None:
    """Mail a link if the address belongs to the entry, and the entry to this town."""
    site = Site.objects.filter(pk=site_pk).first()
    if site_pk and not site:
        return
    key = find_successor(PublicEntry.objects.of_town(site), UUID(public_id)) or public_id
    page = OrganisationPage.objects.live().in_town(site).filter(public_id=key, alias_of=None).first()
    if page and keeps(page, email) and not had_enough(email):
        with transaction.atomic():
            mail_link(purpose, page.pk, page.title, email, language, site)


def keeps(page: OrganisationPage, email: str) -> bool:
    """Whether the address may change the entry: the maintainer's or, without a maintainer, one in the entry."""
    maintainership = getattr(page, "maintainership", None)
    if maintainership and maintainership.maintainer_email:
        return _is_same(maintainership.maintainer_email, email)
    people = page.contact_people.values_list("email", flat=True)
    return any(_is_same(each, email) for each in (page.email, *people) if each)


def mail_link(
    purpose: str, page_id: int | None, name: str, email: str, language: str, site: Site | None
) -> str:
    """Queue the mail and return its token."""
    token = make_link(purpose, page_id, email)
    queue(
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
