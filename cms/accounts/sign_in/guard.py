from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout

from cms.common.hashing import HashingBusyError

from .factors import PROOF
from .lockouts import busy


class SecondFactorGuard:
    """The last line of defence: signs out sessions that never proved a second factor, however they were created.

    This includes sessions from before the second factor became mandatory.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SECOND_FACTOR_REQUIRED and settings.SESSION_COOKIE_NAME in request.COOKIES:
            user = request.session.get(SESSION_KEY)
            if user is not None and request.session.get(PROOF) != user:
                logout(request)
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Wherever a password was to be hashed."""
        return busy(request) if isinstance(exception, HashingBusyError) else None
