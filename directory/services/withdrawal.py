"""Takes an entry out of the directory because its own people want it."""

from django.db import transaction
from wagtail.log_actions import log

from cms.core import mail
from cms.core.models import TownSettings
from cms.core.towns import town_of

from ..models import EntryProposal, KeeperLetter, OrganisationPage, Stewardship


@transaction.atomic
def withdraw_entry(page: OrganisationPage, *, email: str) -> None:
    """Unpublish the entry, forget the keeper's address and tell her and the office.

    What is left of the public record is its key (a tombstone), so that copies of the directory follow.
    """
    page = OrganisationPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    # First: it is withdrawn, not hidden for want of a confirmation.
    Stewardship.objects.filter(page=page).update(
        keeper_email="", postal_address="", keeper_mode=Stewardship.KeeperMode.AGENCY, hidden_on=None
    )
    if page.live:
        page.unpublish()
    EntryProposal.objects.filter(page=page).delete()
    KeeperLetter.objects.filter(page=page).delete()
    log(instance=page, action="directory.withdraw_entry")
    town, context = town_of(page), {"entry_name": page.title}
    if email:
        mail.queue("entry-withdrawn", to=email, site=town, context=context)
    if office := office_address(page):
        mail.queue("entry-withdrawn-office", to=office, site=town, context=context)


def office_address(page: OrganisationPage) -> str:
    site = town_of(page)
    return TownSettings.for_site(site).email if site else ""
