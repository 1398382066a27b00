"""Tells people what happens to their accounts, so that nobody takes one over unnoticed."""

from datetime import timedelta

from django.contrib.auth.hashers import is_password_usable
from django.db.models.signals import pre_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.adapters.django import has_new_password
from cms.jobs.later import later
from cms.mail.links import moment_in_words
from cms.mail.models import Mail
from cms.mail.queueing import queue
from cms.towns.scope import town_of_person
from cms.users.models import User

NEW_ADDRESS = _("The e-mail address was changed. This mail goes to the address before.")
NEW_PASSWORD = _("The password was changed. All other sign-ins have ended.")
NEW_FACTOR = _("A second factor was set up, and earlier ones no longer count. All other sign-ins have ended.")
NEW_CODES = _("New emergency codes were made; the ones before no longer work.")


def tell(user: User, message: str, *, to: str = "", **context) -> None:
    if to := to or user.email:
        context = {"username": user.get_username()} | context
        queue(message, to=to, site=town_of_person(user), context=context)


def tell_of_change(user: User, change: str, **options) -> None:
    tell(user, "account-changed", change=change, **options)


def tell_of_new_device(user: User) -> None:
    tell(user, "new-device", moment=moment_in_words(timezone.now()))


@later
def tell_of_wrong_tries(username: str, has_password: bool) -> None:
    """Anybody can type wrong passwords for a name, so not more often than it helps."""
    message, pause = (
        ("wrong-codes", timedelta(hours=1)) if has_password else ("wrong-passwords", timedelta(days=1))
    )
    user = User.objects.filter(username=username, is_active=True).first()
    if user and not mailed_lately(user, message, pause):
        tell(user, message)


def mailed_lately(user: User, message: str, within: timedelta = timedelta(minutes=10)) -> bool:
    mails = Mail.objects.filter(kind=message, to=user.email)
    return mails.filter(created_at__gt=timezone.now() - within).exists()


def watch_accounts() -> None:
    pre_save.connect(_compare, sender=User, dispatch_uid="account_notices")


def _compare(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """For every change, on any screen or by a command."""
    if raw or (update_fields is not None and not {"email", "password"} & set(update_fields)):
        return
    before = User.objects.filter(pk=instance.pk).values("email", "password").first()
    if before is None:
        return
    if before["email"] and before["email"] != instance.email:
        tell_of_change(instance, NEW_ADDRESS, to=before["email"])
    if has_new_password(instance) and is_password_usable(before["password"]):
        tell_of_change(instance, NEW_PASSWORD, to=before["email"])
