"""The town's site, its languages, settings and menus."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Model
from wagtail.models import Locale, Page, Site

from cms.pages.models import NavigationSettings
from cms.towns.models import TownSettings

from .data import CONTENT, ContentError, read_yaml
from .fields import fill
from .references import References

STANDARD_PORTS = {"http": 80, "https": 443}


def set_up_languages() -> None:
    for code, _label in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def give_site_to(home: Page) -> None:
    """Make `home` the root of the default site, in place of Wagtail's untouched welcome page."""
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    former = site.root_page if site.pk else None
    site.hostname = address.hostname
    site.port = address.port or STANDARD_PORTS[address.scheme]
    site.site_name = read_yaml(CONTENT / "settings.yaml")["site_name"]
    site.root_page = home
    site.save()
    if former and _is_untouched_welcome(former):
        former.delete()


def load_settings(references: References) -> None:
    """Fill in town and menus, unless somebody has edited them."""
    data = read_yaml(CONTENT / "settings.yaml")
    site = Site.objects.get(is_default_site=True)
    for model, values in ((TownSettings, data["town"]), (NavigationSettings, data["navigation"])):
        try:
            _fill_if_untouched(model.for_site(site), values, references)
        except ContentError as error:
            raise ContentError(f"settings.yaml: {error}") from error


def _fill_if_untouched(setting: Model, values: dict, references: References) -> None:
    if not _is_untouched(setting):
        return
    fill(setting, values, references)
    setting.full_clean()
    setting.save()


def _is_untouched(setting: Model) -> bool:
    fresh = type(setting)(site=setting.site)
    names = [field.attname for field in setting._meta.concrete_fields if not field.primary_key]
    return all(_comparable(setting, name) == _comparable(fresh, name) for name in names)


def _comparable(setting: Model, name: str) -> str:
    field = setting._meta.get_field(name)
    return str(field.get_prep_value(field.to_python(getattr(setting, name))))


def _is_untouched_welcome(page: Page) -> bool:
    """Wagtail's first migration creates a page without type, revision or child."""
    return (
        page.specific_class is Page
        and page.slug == "home"
        and not page.revisions.exists()
        and not page.get_children().exists()
    )
