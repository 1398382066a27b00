"""What a Land asks for so that it thanks volunteers with a card: data, one profile per Land that we are sure of."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class LandProfile:
    """`hours_a_year` of all clubs together; `source` is the official page, where everything else stands."""

    land: str
    card: str
    hours_a_year: int
    source: str

    def missing(self, hours: Decimal) -> Decimal:
        return max(Decimal(self.hours_a_year) - hours, Decimal(0))


PROFILES = {
    each.land: each
    for each in (
        LandProfile(
            "RP",
            "Ehrenamtskarte",
            250,
            "https://wir-tun-was.rlp.de/de/anerkennung/ehrenamtskarte",
        ),
    )
}


def profile_of(land: str) -> LandProfile | None:
    return PROFILES.get(land)
