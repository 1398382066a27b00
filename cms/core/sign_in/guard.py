from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout

from .factors import PROOF


class SecondFactorGuard:
    """The last line: a session in which no second factor was shown is none, through whatever door it came to be.

    It also ends sessions from before the second factor was required.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SECOND_FACTOR_REQUIRED and settings.SESSION_COOKIE_NAME in request.COOKIES:
            user = request.session.get(SESSION_KEY)
            if user is not None and request.session.get(PROOF) != user:
                logout(request)
        return self.get_response(request)
