"""What a helper is told about her data (Art. 13 and 14 GDPR), and what the record of processing says (Art. 30)."""

from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.towns.models import TownSettings

from ..links import CONSENT_WITHIN
from ..models.helper_hours import YEARS_VALID


def notice_of(site: Site) -> list[dict[str, str]]:
    """Return paragraphs with `term` and `text`."""
    town = TownSettings.for_site(site)
    rows = [
        (_("Purpose"), purpose()),
        (_("Where they come from"), _("Name, e-mail address, activity, days and hours come from the club.")),
        (
            _("Legal basis"),
            _(
                "Your consent (Art. 6 (1) (a) GDPR). You can withdraw it at any time by deleting your hours. Until you "
                "answer we store them only to ask you."
            ),
        ),
        (
            _("Who reads it"),
            _("You, the club, and whoever has the code of a proof. Our office sees sums without names."),
        ),
        (_("How long"), deletion()),
        (_("Responsible"), ", ".join(filter(None, [town.organisation or town.name, town.email, town.phone]))),
        (_("Data protection officer"), town.data_protection_officer),
        (
            _("Your rights"),
            _(
                "You can see, take along, correct and delete your data, and complain to the data protection "
                "authority of the federal state."
            ),
        ),
    ]
    return [{"term": term, "text": text} for term, text in rows if text]


def purpose() -> str:
    return _("To prove voluntary work: a club confirms hours, the helper agrees and gets a proof.")


def deletion() -> str:
    return _(
        "Without your consent we delete everything after %(days)s days. Proofs are deleted at the end of the "
        "%(years)s. calendar year after the work."
    ) % {"days": CONSENT_WITHIN.days, "years": YEARS_VALID}


def record_of() -> dict[str, str]:
    """Return the statements for the record of processing activities."""
    return {
        "purpose": purpose(),
        "legal_basis": _("Consent (Art. 6 (1) (a) GDPR)"),
        "people": _("Volunteers of clubs, and maintainers of entries"),
        "data": _("Name, e-mail address, club, activity, days, hours; who entered them"),
        "recipients": _("The helper, the club, and whoever has the code of a proof"),
        "deletion": deletion(),
    }
