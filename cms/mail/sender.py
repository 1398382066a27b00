"""The sender: the town, as its settings name it."""

from dataclasses import dataclass
from email.utils import formataddr

from django.conf import settings
from django.utils.translation import gettext
from wagtail.models import Site

from cms.common.hosts import readable_url
from cms.towns.models import TownSettings
from cms.towns.scope import address_of, first_town


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
        """The town's name with the address that the mail server accepts."""
        return formataddr((self.town, settings.DEFAULT_FROM_EMAIL))

    @property
    def readable_site(self) -> str:
        return self.readable(self.site)

    def readable(self, address: str) -> str:
        """With umlauts, if it is an address of the town: a stranger's letters could imitate those of another name."""
        return readable_url(address) if f"{address}/".startswith(f"{self.site}/") else address

    def values(self, name: str = "") -> dict[str, str]:
        """Values of the common placeholders; `name` is the recipient's, if known, for the greeting."""
        return {
            "greeting": gettext("Hello %(name)s,") % {"name": name} if name else gettext("Hello,"),
            "town": self.town,
            "organisation": self.organisation or self.town,
            "phone": self.phone,
            "email": self.email,
            "site": self.site,
        }


def get_sender(site: Site | None) -> Sender:
    """Return the town as sender, by default the first. Never cached: a worker would not notice changes."""
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
