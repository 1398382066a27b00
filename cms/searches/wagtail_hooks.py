from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.users.menu import PermittedMenuItem

from .report import VIEW, VainWordsView, VainWordView


@hooks.register("register_admin_urls")
def search_urls():
    return [
        path("vergeblich-gesucht/", VainWordsView.as_view(), name="searched_in_vain"),
        path("vergeblich-gesucht/<int:pk>/", VainWordView.as_view(), name="vain_word"),
    ]


@hooks.register("register_reports_menu_item")
def search_menu_item():
    return PermittedMenuItem(
        _("Searched in vain"), reverse("searched_in_vain"), icon_name="search", order=110, permission=VIEW
    )


@hooks.register("register_permissions")
def search_permissions():
    return Permission.objects.filter(content_type__app_label="searches").exclude(
        content_type__model="vainweek"
    )
