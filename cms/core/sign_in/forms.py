from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import lockouts
from .factors import accept, fits

# What an app has shown in the session that sets it up.
SECRET = "second_factor_secret"  # noqa: S105


class CodeForm(forms.Form):
    """A code of the app, or one from paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits from your app, or one of your emergency codes."),
        error_messages={"required": _("Please enter the code.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )
    wrong = _("This code does not fit. Please wait for the next one, and check the clock of your device.")

    def __init__(self, *args, request, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not lockouts.may_try_code(self.request, self.user):
            # Django-axes answers instead of the view.
            self.request.axes_locked_out = True
            raise ValidationError(self.wrong)
        if not self.is_right(code):
            lockouts.note_wrong_code(self.request, self.user)
            raise ValidationError(self.wrong)
        lockouts.forget_wrong_codes(self.user)
        return code

    def is_right(self, code: str) -> bool:
        return accept(self.user, code)


class SetUpForm(CodeForm):
    """The first code of a new app, which shows that it has the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six digits that your app shows now.")
        session = self.request.session
        if SECRET not in session:
            session[SECRET] = generate_totp_secret()
        self.secret = session[SECRET]

    def is_right(self, code: str) -> bool:
        return fits(self.secret, code)
