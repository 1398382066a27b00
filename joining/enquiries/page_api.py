"""The form with which people write to clubs, in the JSON API."""

from typing import Literal

from cms.pages.api.page_kinds import register
from forms_app.page_api import FormFields, form_fields

from . import models


class EnquiryPage(FormFields):
    """The form with which people write to a club, or answer its call for volunteers."""

    type: Literal["enquiry"]


register(models.EnquiryPage, EnquiryPage, answer=form_fields)
