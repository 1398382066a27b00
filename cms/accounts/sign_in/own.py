"""Users manage their own second factor: set it up, move to a new device, print new codes."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import factors
from .forms import APP_IN_SET_UP, CodeForm
from .views import AppSetUp

# Session key, set after a code was verified: this session may set up another device.
MAY_CHANGE = "second_factor_may_change"


@method_decorator([never_cache, sensitive_post_parameters()], "dispatch")
class OwnFactorView(WagtailAdminTemplateMixin, FormView):
    """Shows the factor, with two actions that each require a code."""

    page_title = _("Second factor")
    header_icon = "lock"
    template_name = "accounts/sign_in/own.html"
    form_class = CodeForm

    def dispatch(self, request, *args, **kwargs):
        self.user = request.user
        if not factors.has_factor(self.user):
            return redirect("second_factor_change")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        account = {"url": reverse("wagtailadmin_account"), "label": gettext("Account")}
        return [*self.breadcrumbs_items, account, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"request": self.request, "user": self.user}

    def get_context_data(self, **kwargs) -> dict:
        left = factors.number_of_codes(self.user)
        return super().get_context_data(number_of_codes=left, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        self.request.session[factors.PROOF] = str(self.user.pk)
        if self.request.POST.get("action") == "device":
            self.request.session[MAY_CHANGE] = True
            return redirect("second_factor_change")
        codes = factors.renew_codes(self.user)
        return AppSetUp.show_codes(self, codes, reverse("second_factor"))


@method_decorator([never_cache, sensitive_post_parameters()], "dispatch")
class ChangeView(AppSetUp, FormView):
    def dispatch(self, request, *args, **kwargs):
        self.user = request.user
        if factors.has_factor(self.user) and not request.session.get(MAY_CHANGE):
            return redirect("second_factor")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"request": self.request, "user": self.user}

    def form_valid(self, form) -> HttpResponse:
        codes = factors.set_up(self.user, form.secret)
        update_session_auth_hash(self.request, self.user)
        for key in (APP_IN_SET_UP, MAY_CHANGE):
            self.request.session.pop(key, None)
        self.request.session[factors.PROOF] = str(self.user.pk)
        return self.show_codes(codes, reverse("second_factor"))
