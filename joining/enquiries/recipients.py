"""Who gets a message: whoever maintains the entry in its leading language, or the office."""

from directory.models import Maintainership, OrganisationPage, PublicEntry
from directory.staff.entry_state import leading_version


def keeping_of(page: OrganisationPage) -> Maintainership | None:
    """Translations of an entry have the maintainer of its original."""
    return getattr(leading_version(page), "maintainership", None)


def address_of_club(page: OrganisationPage) -> str:
    """Return the address to which the club gets its mails, "" where it is asked in another way."""
    keeping = keeping_of(page)
    return keeping.maintainer_email if keeping and keeping.is_asked_by_mail else ""


def public_record_of(page: OrganisationPage | None) -> PublicEntry | None:
    """Return the record while everybody may see the entry."""
    return page and PublicEntry.objects.with_address().filter(page=page.pk).first()
