"""The steps of signing in, each a page in the style of Wagtail's login."""

from datetime import timedelta

from allauth.account.utils import perform_login
from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views import account
from wagtail.models import Site

from cms.adapters.allauth import login_stage_required, stage_of
from cms.common import hashing
from cms.common.client_address import count_recent
from cms.towns.scope import address_of

from . import factors, lockouts
from .devices import known_device, remember
from .forms import APP_IN_SET_UP, CodeForm, SetUpForm
from .inviting import MAILBOX, mail_new_password, may_set_up, note_mailbox
from .notices import tell_of_new_device
from .stages import CodeStage, SetUpStage

MOST_RESETS, PER_RESETS = 10, timedelta(hours=1)
# Session key; changes with everything that ends the user's sessions.
AUTH_HASH = "signing_in"


class PasswordView(account.LoginView):
    """Wagtail's login page, which here only starts the stages."""

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if hashing.is_busy():
            # Before anything is asked of the database: many of these stand before the readers' requests.
            return lockouts.busy(request)
        if lockouts.signs_in_too_often(request):
            return lockouts.locked_out(request, wait=lockouts.PER)
        return super().post(request, *args, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        # Wagtail's field has none, so its English name would be shown.
        form.fields["password"].label = AuthenticationForm.base_fields["password"].label
        return form

    def form_valid(self, form) -> HttpResponse:
        user, session = form.get_user(), self.request.session
        session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data.get("remember") else 0)
        session[AUTH_HASH] = user.get_session_auth_hash()
        return perform_login(self.request, user, redirect_url=self.get_success_url())


@method_decorator(sensitive_post_parameters(), "dispatch")
class Step(FormView):
    """A page between password and admin; `stage` holds the user who is signing in."""

    def dispatch(self, request, *args, **kwargs):
        self.stage = stage_of(request)
        self.user = self.stage.login.user
        return super().dispatch(request, *args, **kwargs) if self.may_go_on() else self.stage.abort()

    def may_go_on(self) -> bool:
        """What ends sessions ends those that are on their way in, too."""
        begun = self.request.session.get(AUTH_HASH, "")
        return constant_time_compare(begun, self.user.get_session_auth_hash())

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"request": self.request, "user": self.user}

    def sign_in(self) -> HttpResponse:
        self.request.session[factors.PROOF] = str(self.user.pk)
        return self.stage.exit()


@method_decorator(login_stage_required(CodeStage.key, "account_login"), "dispatch")
class CodeView(Step):
    template_name = "accounts/sign_in/code.html"
    form_class = CodeForm

    def form_valid(self, form) -> HttpResponse:
        response = self.sign_in()
        if not known_device(self.request, self.user.get_username()):
            remember(response, self.user.get_username())
            tell_of_new_device(self.user)
        return response


class AppSetUp:
    """Shows the QR code and, once the app has proved its secret, the recovery codes."""

    template_name = "accounts/sign_in/set_up.html"
    form_class = SetUpForm

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        adapter, secret = get_adapter(), context["form"].secret
        url = adapter.build_totp_url(self.user, secret)
        groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return context | {"square": adapter.build_totp_svg(url), "url": url, "secret": groups}

    def show_codes(self, codes: list[str], onwards: str) -> HttpResponse:
        """Respond without a redirect, because the codes would have to be stored in between."""
        context = {"codes": grouped(codes), "onwards": onwards, "town_user": self.user}
        return self.response_class(
            self.request, ["accounts/sign_in/codes.html"], context, using=self.template_engine
        )


@method_decorator(login_stage_required(SetUpStage.key, "account_login"), "dispatch")
class SetUpView(AppSetUp, Step):
    def may_go_on(self) -> bool:
        return super().may_go_on() and may_set_up(self.request, self.user)

    def form_valid(self, form) -> HttpResponse:
        codes = factors.set_up(self.user, form.secret)
        for key in (APP_IN_SET_UP, MAILBOX):
            self.request.session.pop(key, None)
        response = self.show_codes(codes, self.sign_in().url)
        remember(response, self.user.get_username())
        return response


class ResetPasswordView(account.PasswordResetView):
    """Wagtail's page with a limit per address, since each request may send a mail."""

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if count_recent(request, "password-reset", PER_RESETS) > MOST_RESETS:
            return lockouts.locked_out(request, wait=PER_RESETS)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        # Never the host of the request: an attacker could forge it, and the link in the mail opens an account.
        address = address_of(Site.find_for_request(self.request))
        mail_new_password.later(email=form.cleaned_data["email"], address=address)
        return redirect(self.get_success_url())


class NewPasswordView(account.PasswordResetConfirmView):
    def form_valid(self, form) -> HttpResponse:
        note_mailbox(self.request, self.user)
        return super().form_valid(form)


def grouped(codes: list[str]) -> list[str]:
    return [" ".join(code[start : start + 4] for start in range(0, len(code), 4)) for code in codes]
