from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.common import todo_items
from cms.users.menu import PermittedMenuItem

from . import again
from .outbox import OutboxView, waiting_mails
from .texts import TextListView, TextView

hooks.register(todo_items.HOOK, waiting_mails)


@hooks.register("register_admin_urls")
def mail_urls():
    return [
        path("e-mails/", OutboxView.as_view(), name="outbox"),
        path("e-mails/ergebnisse/", OutboxView.as_view(results_only=True), name="outbox_results"),
        path("e-mail-texte/", TextListView.as_view(), name="mail_texts"),
        path("e-mail-texte/<slug:name>/", TextView.as_view(), name="mail_text"),
    ]


@hooks.register("register_reports_menu_item")
def outbox_menu_item():
    return PermittedMenuItem(
        _("E-mails"), reverse("outbox"), icon_name="mail", order=110, permission=again.MAY_SEE
    )


@hooks.register("register_settings_menu_item")
def mail_texts_menu_item():
    return PermittedMenuItem(
        _("E-mail texts"),
        reverse("mail_texts"),
        icon_name="mail",
        order=20,
        permission="mail.change_mailtext",
    )


@hooks.register("register_permissions")
def mail_permissions():
    return Permission.objects.filter(
        content_type__app_label="mail", codename__in=["view_mail", "change_mail", "change_mailtext"]
    )


@hooks.register("register_log_actions")
def log_mails_sent_again(actions):
    actions.register_action(again.ACTION, _("Send a mail again"), _("Put a failed mail back into the queue"))
