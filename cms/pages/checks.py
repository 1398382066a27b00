"""House rules that a machine can hold."""

from django.core.checks import Error
from wagtail.models import Page, get_page_models

from .models import BasePage


def page_models_extend_base_page(app_configs, **kwargs):
    """Every page shares summary, share image, "Stand" and breadcrumbs."""
    return [
        Error(
            f"{model.__name__} does not extend cms.pages.models.BasePage.",
            hint="Inherit from BasePage (or ContentPage) so that the page has what every page shares.",
            obj=model,
            id="pages.E001",
        )
        for model in own_page_models()
        if not issubclass(model, BasePage)
    ]


def page_models_declare_their_place(app_configs, **kwargs):
    """A page type that allows any child lets editors break the site."""
    return [
        Error(
            f"{model.__name__} does not declare subpage_types.",
            hint="List the page types that may stand below it; an empty list if there are none.",
            obj=model,
            id="pages.E002",
        )
        for model in own_page_models()
        if getattr(model, "subpage_types", None) is None
    ]


def own_page_models() -> list[type[Page]]:
    return [model for model in get_page_models() if not model.__module__.startswith("wagtail.")]


HOUSE_RULES = [page_models_extend_base_page, page_models_declare_their_place]
