"""What stands between a password and the admin. Until both have let somebody pass, nobody is signed in.

Allauth's own stage for codes would load what passkeys need, some megabytes in each process.
"""

from allauth.account.stages import LoginStage
from django.conf import settings
from django.shortcuts import redirect

from .factors import has_factor


class CodeStage(LoginStage):
    """Whoever has a second factor shows it."""

    key = urlname = "second_factor_code"

    def handle(self):
        if has_factor(self.login.user):
            return redirect(self.urlname), True
        return None, True


class SetUpStage(LoginStage):
    """Whoever has none sets one up."""

    key = urlname = "second_factor_set_up"

    def handle(self):
        if settings.SECOND_FACTOR_REQUIRED and not has_factor(self.login.user):
            return redirect(self.urlname), True
        return None, True
