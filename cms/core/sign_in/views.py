"""The steps of signing in. Each is a page of its own, in the look of Wagtail's first."""

from datetime import timedelta

from allauth.account.internal.decorators import login_stage_required
from allauth.account.utils import perform_login
from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views import account
from wagtail.models import Site

from ..client_address import count_recent
from ..towns import address_of
from . import factors, lockouts
from .forms import SECRET, CodeForm, SetUpForm
from .stages import CodeStage, SetUpStage

MOST_RESETS = 10


class PasswordView(account.LoginView):
    """Wagtail's page, after which nobody is signed in yet."""

    def form_valid(self, form) -> HttpResponse:
        remember = form.cleaned_data.get("remember")
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if remember else 0)
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())


@method_decorator(sensitive_post_parameters(), "dispatch")
class Step(FormView):
    """A page between the password and the admin; `stage` knows who is on the way."""

    def dispatch(self, request, *args, **kwargs):
        self.stage = request._login_stage
        self.user = self.stage.login.user
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"request": self.request, "user": self.user}

    def sign_in(self) -> HttpResponse:
        self.request.session[factors.PROOF] = str(self.user.pk)
        return self.stage.exit()


@method_decorator(login_stage_required(CodeStage.key, "account_login"), "dispatch")
class CodeView(Step):
    template_name = "core/sign_in/code.html"
    form_class = CodeForm

    def form_valid(self, form) -> HttpResponse:
        return self.sign_in()


class AppSetUp:
    """Shows the square code, and, once the app has proved that it read it, the codes for paper."""

    template_name = "core/sign_in/set_up.html"
    form_class = SetUpForm

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        adapter, secret = get_adapter(), context["form"].secret
        url = adapter.build_totp_url(self.user, secret)
        groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return context | {"square": adapter.build_totp_svg(url), "url": url, "secret": groups}

    def show_codes(self, codes: list[str], onwards: str) -> HttpResponse:
        """An answer and not a redirect: on the way the codes would have to be kept."""
        context = {"codes": grouped(codes), "onwards": onwards, "town_user": self.user}
        return self.response_class(
            self.request, ["core/sign_in/codes.html"], context, using=self.template_engine
        )


@method_decorator(login_stage_required(SetUpStage.key, "account_login"), "dispatch")
class SetUpView(AppSetUp, Step):
    def form_valid(self, form) -> HttpResponse:
        codes = factors.set_up(self.user, form.secret)
        self.request.session.pop(SECRET, None)
        return self.show_codes(codes, self.sign_in().url)


class ResetPasswordView(account.PasswordResetView):
    """Wagtail's page, a few times an hour from one address: each request may be a mail to somebody."""

    @property
    def extra_email_context(self) -> dict[str, str]:
        # Never the host that a request names: the link in the mail opens an account.
        return {"address": address_of(Site.find_for_request(self.request))}

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if count_recent(request, "password-reset", timedelta(hours=1)) > MOST_RESETS:
            return lockouts.locked_out(request)
        return super().post(request, *args, **kwargs)


def grouped(codes: list[str]) -> list[str]:
    return [f"{code[:4]} {code[4:]}" for code in codes]


@never_cache
def to_sign_in(request) -> HttpResponse:
    """In place of Wagtail's own page for visitors of private pages, which took the password alone."""
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.GET.get('next', '/')})}")
