import base64
from functools import cache

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.crypto import salted_hmac
from wagtail.models import Site

from cms.adapters.allauth import generate_totp_secret
from cms.towns.models import TownSettings
from cms.towns.scope import first_town

BACKEND = "django.contrib.auth.backends.ModelBackend"


class AccountAdapter(DefaultAccountAdapter):
    def get_login_stages(self) -> list[str]:
        return ["cms.accounts.sign_in.stages.CodeStage", "cms.accounts.sign_in.stages.SetUpStage"]

    def is_open_for_signup(self, request) -> bool:
        return False

    def login(self, request, user) -> None:
        # The first backend is django-axes, which cannot load users.
        user.backend = BACKEND
        super().login(request, user)

    def add_message(self, *args, **kwargs) -> None:
        """Stay silent: Wagtail's admin shows its own messages."""


class FactorAdapter(DefaultMFAAdapter):
    """Encrypts the secrets, so that a stolen backup is useless."""

    def get_totp_label(self, user) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        """The town whose admin is open."""
        site = Site.find_for_request(context.request) or first_town()
        town = TownSettings.for_site(site) if site else None
        return f"{town.claim} {town.name}" if town else settings.WAGTAIL_SITE_NAME

    def build_totp_svg(self, url: str) -> str:
        return segno.make(url, error="m", micro=False).svg_data_uri(scale=6, border=3, light="#fff")

    def encrypt(self, text: str) -> str:
        return ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        from cryptography.fernet import InvalidToken

        try:
            return ciphers().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # SECRET_KEY has changed: no code matches any more, and an administrator has to reset the factor.
            return generate_totp_secret()


@cache
def ciphers():
    from cryptography.fernet import Fernet, MultiFernet

    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac("second-factor", "", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
