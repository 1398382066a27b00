"""What is said after sending, on the page of thanks and in the API's receipt."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Thanks:
    title: str
    lead: str


def thanks_of(page) -> Thanks:
    if page.needs_confirmation:
        return Thanks(
            _("One more step: confirm your address"),
            _(
                "We have sent you an e-mail. Please open the link in it within 72 hours: only then do we see"
                " your registration."
            ),
        )
    return Thanks(page.thanks_title or _("Thank you!"), _("What you wrote has arrived and is stored safely."))
