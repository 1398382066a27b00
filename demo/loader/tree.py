"""Finds pages by public address: `/kontakt/`, `/en/the-idea/`."""

from django.conf import settings
from wagtail.models import Locale, Page, Site

from .data import ContentError

OTHER_LANGUAGES = [code for code, _label in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def split_path(path: str) -> tuple[str, str]:
    """Return language and rest: ("en", "the-idea/") for "/en/the-idea/"."""
    first, _slash, rest = path.lstrip("/").partition("/")
    if first in OTHER_LANGUAGES:
        return first, rest
    return settings.LANGUAGE_CODE, path.lstrip("/")


class PageTree:
    def __init__(self):
        self._root = Page.get_first_root_node()

    def find(self, path: str) -> Page | None:
        """Return the page at an address of the default site, or None."""
        language, rest = split_path(path)
        home = self._home(language)
        return home and Page.objects.filter(url_path=home.url_path + rest).first()

    def get(self, path: str) -> Page:
        """Return the page at an address. Raise ContentError if there is none."""
        page = self.find(path)
        if page is None:
            raise ContentError(f"no page stands at {path}.")
        return page

    def parent_of(self, path: str) -> Page:
        language, rest = split_path(path)
        if not rest:
            return self._root
        prefix = path[: len(path) - len(rest)]
        above = rest.rstrip("/").rpartition("/")[0]
        return self.get(f"{prefix}{above}/" if above else prefix)

    def locale_of(self, path: str) -> Locale:
        language, _rest = split_path(path)
        return Locale.objects.get(language_code=language)

    def _home(self, language: str) -> Page | None:
        site = Site.objects.select_related("root_page__locale").filter(is_default_site=True).first()
        home = site and site.root_page
        # Wagtail's welcome page is a plain Page.
        if home is None or home.specific_class is Page:
            return None
        if language == home.locale.language_code:
            return home
        return home.get_translations().filter(locale__language_code=language).first()
