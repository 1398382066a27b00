from allauth.account.stages import LoginStage
from django.conf import settings
from django.shortcuts import redirect

from .factors import has_factor


class SetUpStage(LoginStage):
    """Between the password and the admin: whoever has no second factor sets one up."""

    key = "second_factor_set_up"
    urlname = "second_factor_set_up"

    def handle(self):
        if settings.SECOND_FACTOR_REQUIRED and not has_factor(self.login.user):
            return redirect(self.urlname), True
        return None, True
