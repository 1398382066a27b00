"""The stages between the password and the admin. Nobody is signed in until both are passed.

Allauth's own code stage would import its passkey support, several megabytes per process.
"""

from allauth.account.stages import LoginStage
from django.conf import settings
from django.shortcuts import redirect, render

from .factors import has_factor
from .inviting import invite, may_set_up
from .notices import mailed_lately


class CodeStage(LoginStage):
    """Asks users who have a second factor for a code."""

    key = urlname = "second_factor_code"

    def handle(self):
        if has_factor(self.login.user):
            return redirect(self.urlname), True
        return None, True


class SetUpStage(LoginStage):
    """Makes users without a second factor set one up, once they have proved that the mailbox is theirs."""

    key = urlname = "second_factor_set_up"

    def handle(self):
        user = self.login.user
        if not settings.SECOND_FACTOR_REQUIRED or has_factor(user):
            return None, True
        if may_set_up(self.request, user):
            return redirect(self.urlname), True
        if not mailed_lately(user, "invitation"):
            invite(user)
        return render(self.request, "accounts/sign_in/mailed.html"), True
