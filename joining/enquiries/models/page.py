from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import HelpPanel

from forms_app.models import FormField, FormPage

KIND = "enquiry"


class EnquiryFormField(FormField):
    # A message goes on by e-mail, and a file of a stranger should not.
    KINDS = [choice for choice in FormField.Kind.choices if choice[0] != FormField.Kind.FILE]

    page = ParentalKey("enquiries.EnquiryPage", on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(
        _("kind of answer"), max_length=16, choices=KINDS, default=FormField.Kind.SINGLE_LINE
    )
    field_type.required_on_save = True


class EnquiryPage(FormPage):
    """The form with which people write to a club; the entry's page leads to it and names the entry."""

    office_reads = models.BooleanField(
        _("The office reads the messages"),
        default=False,
        help_text=_(
            "Otherwise the inbox shows who wrote to whom and what became of it, but not the words. Messages to"
            " clubs without an e-mail address are read by the office in any case, since it passes them on."
        ),
    )

    template = "enquiries/enquiry_page.html"
    page_description = _("The form with which people write to a club or answer its call for volunteers.")
    edit_handler = FormPage.tabs(
        HelpPanel(
            content=_(
                "The form always asks for name, e-mail address and message, and for a phone number if people want."
                " Add questions below if clubs need more. Choose the form in the town's settings, so that entries"
                " lead to it."
            )
        ),
        "office_reads",
    )

    class Meta:
        verbose_name = _("message to a club")
        verbose_name_plural = _("messages to clubs")

    @property
    def promise(self) -> str:
        """The days are those of the office's own tasks; when a club answers, nobody can promise."""
        return ""

    @property
    def submission_kind(self) -> str:
        return KIND
