"""Sign-up pages in the JSON API; the form itself, with its slots, has an address of its own."""

from typing import Literal

from cms.pages.api.page_kinds import register
from forms_app.page_api import FormFields, form_fields

from .models import SignupPage as SignupPageModel


class SignupPage(FormFields):
    """A form with which people sign up for a date or for slots, as long as there are places."""

    type: Literal["signup"]


register(SignupPageModel, SignupPage, answer=form_fields)
