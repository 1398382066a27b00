"""Who writes: the town, as its settings name it."""

from dataclasses import dataclass
from email.utils import formataddr

from django.conf import settings
from django.utils.translation import gettext
from wagtail.models import Site

from ..models import TownSettings
from ..towns import address_of, first_town


@dataclass(frozen=True)
class Sender:
    town: str
    organisation: str
    address: str
    phone: str
    email: str
    accent: str
    site: str

    @property
    def from_email(self) -> str:
        """The town's name with the address that the mail server lets the site use."""
        return formataddr((self.town, settings.DEFAULT_FROM_EMAIL))

    def values(self, name: str = "") -> dict[str, str]:
        """What the common placeholders stand for; `name` is the addressee's, if a greeting may use it."""
        return {
            "greeting": gettext("Hello %(name)s,") % {"name": name} if name else gettext("Hello,"),
            "town": self.town,
            "organisation": self.organisation or self.town,
            "phone": self.phone,
            "email": self.email,
            "site": self.site,
        }


def get_sender(site: Site | None) -> Sender:
    """Return the town, or without one the first. Read anew for each mail: a worker's cache would learn of no change."""
    site = site or first_town()
    town = TownSettings.objects.filter(site=site).first() or TownSettings()
    place = f"{town.postcode} {town.city}".strip()
    return Sender(
        town=town.name,
        organisation=town.organisation,
        address=", ".join(filter(None, [town.street, place])),
        phone=town.phone,
        email=town.email,
        accent=town.accent_colour,
        site=address_of(site),
    )
