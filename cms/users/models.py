from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac


class User(AbstractUser):
    """An editor, reviewer or administrator; citizens and clubs need no account."""

    # Incrementing it ends all sessions of the user.
    session_generation = models.PositiveIntegerField(default=0, editable=False)
    # Without a second factor, the password alone sets none up: a link in a mail has to come before.
    needs_mailed_link = models.BooleanField(default=False, editable=False)

    def _get_session_auth_hash(self, secret=None):
        of_password = super()._get_session_auth_hash(secret)
        return salted_hmac(
            "session-generation", f"{of_password}:{self.session_generation}", secret
        ).hexdigest()
