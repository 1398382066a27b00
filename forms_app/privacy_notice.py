"""The notice under Art. 13 GDPR, made of what the form really does, for the page and the API alike."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.core.frame import Town

from .deletion import deletion_in_words


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
    by_basis = {
        "consent": _consent_rights,
        "contract": _portability,
        "public_task": _objection,
        "legitimate_interests": _objection,
    }
    if page.legal_basis in by_basis:
        yield by_basis[page.legal_basis]()
    yield _("You may complain to the data protection authority of %(land)s.") % {"land": town.land}


def _consent_rights() -> str:
    return _(
        "You can withdraw your consent at any time; what happened until then stays lawful. You may also ask"
        " for your data in a common file format."
    )


def _portability() -> str:
    return _("You may also ask for your data in a common file format.")


def _objection() -> str:
    return _("You can object to the use of your data for reasons that lie in your situation.")
