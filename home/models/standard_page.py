from django.utils.translation import gettext_lazy as _

from cms.core.models import ReadingPage


class StandardPage(ReadingPage):
    """A page of text: imprint, privacy, how to take part …"""

    template = "home/standard_page.html"
    page_description = _("A page of text and other blocks.")
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")
