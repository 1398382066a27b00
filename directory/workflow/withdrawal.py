"""Withdraws an entry at the wish of its own people."""

from django.db import transaction
from wagtail.log_actions import log

from cms.mail.queueing import queue
from cms.towns.models import TownSettings
from cms.towns.scope import town_of

from ..models import EntryProposal, MaintainerLetter, Maintainership, OrganisationPage
from .entry_pictures import forget_refused


@transaction.atomic
def withdraw_entry(page: OrganisationPage, *, email: str) -> None:
    """Unpublish the entry, remove the maintainer's address, and notify maintainer and office.

    Only the key of the public record remains (a tombstone), so that copies of the directory can follow.
    """
    page = OrganisationPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    # Before unpublishing, so that it is recorded as withdrawn instead of hidden.
    Maintainership.objects.filter(page=page).update(
        maintainer_email="",
        postal_address="",
        maintainer_mode=Maintainership.MaintainerMode.AGENCY,
        hidden_on=None,
    )
    if page.live:
        page.unpublish()
    EntryProposal.objects.filter(page=page).delete()
    forget_refused([page.pk])
    MaintainerLetter.objects.filter(page=page).delete()
    log(instance=page, action="directory.withdraw_entry")
    town, context = town_of(page), {"entry_name": page.title}
    if email:
        queue("entry-withdrawn", to=email, site=town, context=context)
    if office := office_address(page):
        queue("entry-withdrawn-office", to=office, site=town, context=context)


def office_address(page: OrganisationPage) -> str:
    site = town_of(page)
    return TownSettings.for_site(site).email if site else ""
