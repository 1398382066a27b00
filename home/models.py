from cms.core.models import ContentPage


class HomePage(ContentPage):
    """The front door of a town's site."""

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]


class StandardPage(ContentPage):
    """A page of text: the idea, imprint, privacy …"""

    template = "home/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
