"""The notice under Art. 13 GDPR, derived from the form, for the page, the API and the processing record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from cms.mail.links import lifetime_of
from cms.pages.site_context import Town

from ..links import Purpose
from ..models.kinds import KINDS
from ..services.retention import KEEP_REJECTED_REGISTRATIONS

OBJECTION = _lazy("You can object to the use of your data for reasons that lie in your situation.")
# By legal basis, beside those that everybody has.
RIGHTS = {
    "consent": _lazy(
        "You can withdraw your consent at any time; what happened until then stays lawful. You may also ask"
        " for your data in a common file format."
    ),
    "contract": _lazy("You may also ask for your data in a common file format."),
    "public_task": OBJECTION,
    "legitimate_interests": OBJECTION,
}


@dataclass(frozen=True)
class Paragraph:
    term: str
    text: str


def privacy_notice(page, town: Town) -> list[Paragraph]:
    paragraphs = [
        Paragraph(_("Purpose"), page.purpose),
        Paragraph(_("Who reads it"), page.recipients),
        Paragraph(_("How long"), deletion_in_words(page)),
        Paragraph(_("Legal basis"), page.get_legal_basis_display()),
        Paragraph(_("Responsible"), _responsible(town)),
        Paragraph(_("Data protection officer"), town.data_protection_officer),
        Paragraph(_("Your rights"), " ".join(_rights(page, town))),
        Paragraph(
            _("Must I?"),
            _(
                "No, nobody is obliged to fill in this form. Without the answers that are not optional we cannot"
                " deal with your matter."
            ),
        ),
    ]
    return [each for each in paragraphs if each.text]


def _responsible(town: Town) -> str:
    place = [town.street, f"{town.postcode} {town.city}"] if town.street else []
    return ", ".join(filter(None, [town.organisation or town.name, *place, town.email]))


def _rights(page, town: Town):
    yield _("You can ask what we have stored about you, have it corrected, blocked or deleted.")
    if page.legal_basis in RIGHTS:
        yield str(RIGHTS[page.legal_basis])
    yield _("You may complain to the data protection authority of %(land)s.") % {"land": town.land}


def deletion_in_words(page) -> str:
    """Return one or more sentences; "" for a draft without a period."""
    if not page.retention_days:
        return ""
    if (kind := KINDS.get(page.submission_kind)) and kind.deletion:
        return kind.deletion(page)
    kept = ngettext(
        "We delete it %(days)s day after your matter is closed.",
        "We delete it %(days)s days after your matter is closed.",
        page.retention_days,
    ) % {"days": page.retention_days}
    return f"{kept} {_of_registrations(page.retention_days)}" if page.needs_confirmation else kept


def _of_registrations(promised: int) -> str:
    return _(
        "A registration that we cannot accept goes after %(days)s days, one whose address nobody confirms"
        " after %(hours)s hours."
    ) % {
        "days": min(promised, KEEP_REJECTED_REGISTRATIONS.days),
        "hours": int(lifetime_of(Purpose.CONFIRM_REGISTRATION).total_seconds() // 3600),
    }
