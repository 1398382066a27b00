from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.adapters.allauth import generate_totp_secret

from . import lockouts
from .factors import accept, fits, is_on_paper

# Session key; holds the secret of an app that is being set up.
APP_IN_SET_UP = "second_factor_secret"


class CodeForm(forms.Form):
    """A code from the app, or a recovery code."""

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
        if not lockouts.may_try_code(self.request, self.user, is_on_paper=is_on_paper(code)):
            # django-axes replaces the response with its own.
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
    """The first code of a new app, which proves that the app has the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six digits that your app shows now.")
        session = self.request.session
        if APP_IN_SET_UP not in session:
            session[APP_IN_SET_UP] = generate_totp_secret()
        self.secret = session[APP_IN_SET_UP]

    def is_right(self, code: str) -> bool:
        return fits(self.secret, code)
