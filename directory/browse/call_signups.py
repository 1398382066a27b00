"""Forms of other apps in which people sign up for a call for volunteers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.caching.content_version import cached
from cms.common.registry import Registry

BADGES = {
    "open": {"text": _("Sign-up open"), "tone": "leaf"},
    "waiting_list": {"text": _("Waiting list"), "tone": "warn"},
    "full": {"text": _("Fully booked"), "tone": "warn"},
}


@dataclass(frozen=True)
class CallSignup:
    """`state` is "open", "waiting_list", "not_yet", "full" or "closed"."""

    url: str
    state: str
    opens_at: datetime | None = None

    @property
    def takes(self) -> bool:
        """Whether it is, or will be, the way to answer the call."""
        return self.state in ("open", "waiting_list", "not_yet")

    @property
    def badge(self) -> dict | None:
        """What a list says of it: `{text, tone}`."""
        return BADGES.get(self.state)


@dataclass(frozen=True)
class CallSignups:
    """`find(site, language)` returns the forms of a town by the keys of their calls, as text.

    Whoever registers it refreshes the content "openings" when they change.
    """

    name: str
    find: Callable[[Site | None, str], dict[str, CallSignup]]


CALL_SIGNUPS: Registry[str, CallSignups] = Registry()


def call_signups(site: Site | None, language: str) -> dict[str, CallSignup]:
    """Return the sign-ups of all calls of a town by key, cached until content changes."""
    key = f"call-signups:{site and site.pk}:{language}"
    return cached(key, lambda: _found(site, language))


def signup_of(key: str, request) -> CallSignup | None:
    """Return where people sign up for the call of this key, on the website and in the language of the request."""
    site = Site.find_for_request(request) if request else None
    return call_signups(site, get_language()).get(key)


def _found(site: Site | None, language: str) -> dict[str, CallSignup]:
    return {key: form for each in CALL_SIGNUPS.values() for key, form in each.find(site, language).items()}
