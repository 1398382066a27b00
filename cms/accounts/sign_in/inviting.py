"""Links in mails with which colleagues choose a password, and may then set up their second factor."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.forms.auth import PasswordResetForm

from cms.jobs.later import later
from cms.mail.links import moment_in_words
from cms.towns.scope import address_of, town_of_person
from cms.users.models import User

from . import lockouts
from .notices import tell

# Session key; holds the id of the user whose mailed link was opened in this browser.
MAILBOX = "mailbox_of"
TEMPLATES = "wagtailadmin/account/password_reset"


def invite(user: User) -> None:
    """Mail a link that is valid for three days (PASSWORD_RESET_TIMEOUT), once, and until the next sign-in."""
    if not user.needs_mailed_link:
        user.needs_mailed_link = True
        user.save(update_fields=["needs_mailed_link"])
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse(
        "wagtailadmin_password_reset_confirm", args=[uid, default_token_generator.make_token(user)]
    )
    expires = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    tell(user, "invitation", link=address_of(town_of_person(user)) + path, expires=moment_in_words(expires))


class AskedForm(PasswordResetForm):
    def get_users(self, email):
        """Those who were invited and have no password yet included: their link may have expired."""
        return User.objects.filter(email__iexact=email, is_active=True)


@later
def mail_new_password(email: str, address: str) -> None:
    """Mail links to the accounts with this address, if there are any."""
    form = AskedForm({"email": email})
    if form.is_valid():
        form.save(
            domain_override=address,
            subject_template_name=f"{TEMPLATES}/email_subject.txt",
            email_template_name=f"{TEMPLATES}/email.txt",
            extra_email_context={"address": address},
        )


def note_mailbox(request: HttpRequest, user: User) -> None:
    """The link proves whose it is. Strangers' wrong tries no longer matter: they do not know the new password."""
    request.session[MAILBOX] = str(user.pk)
    lockouts.lift(user)


def may_set_up(request: HttpRequest, user: User) -> bool:
    return not user.needs_mailed_link or request.session.get(MAILBOX) == str(user.pk)
