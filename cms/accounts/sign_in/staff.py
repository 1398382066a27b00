"""User managers help colleagues who lost their phone or are locked out."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.users.models import User

from . import factors, lockouts
from .inviting import invite

PERMISSION = "users.change_user"


def may_help(helper: User, user: User) -> bool:
    """Nobody may help themselves (an unlocked screen would be enough), and only superusers may help superusers."""
    is_allowed = helper.has_perm(PERMISSION) and helper.pk != user.pk
    return is_allowed and (helper.is_superuser or not user.is_superuser)


class SignInHelpView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Sign-in")
    header_icon = "lock"
    template_name = "accounts/sign_in/help.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        self.user = get_object_or_404(User, pk=kwargs["pk"])
        if not may_help(request.user, self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.user.get_full_name() or self.user.get_username()

    def get_breadcrumbs_items(self):
        users = {"url": reverse("wagtailusers_users:index"), "label": gettext("Users")}
        return [*self.breadcrumbs_items, users, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        state = {
            "has_factor": factors.has_factor(self.user),
            "number_of_codes": factors.number_of_codes(self.user),
            "locked_until": lockouts.locked_until(self.user),
        }
        return super().get_context_data(colleague=self.user, **state, **kwargs)

    def post(self, request, *args, **kwargs):
        name = {"name": self.get_page_subtitle()}
        if request.POST.get("action") == "reset":
            factors.reset(self.user, by=request.user)
            messages.success(
                request, gettext("%(name)s sets up a new second factor at the next sign-in.") % name
            )
        elif request.POST.get("action") == "invite" and not factors.has_factor(self.user):
            invite(self.user)
            messages.success(request, gettext("%(name)s gets a mail with a new link.") % name)
        elif request.POST.get("action") == "lift":
            lockouts.lift(self.user)
            messages.success(request, gettext("%(name)s can sign in again at once.") % name)
        return redirect("sign_in_help", self.user.pk)
