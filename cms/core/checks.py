"""House rules that a machine can hold."""

from django.apps import apps
from django.core.checks import Error, Warning
from django.db import connections
from wagtail.models import Page

OWN_APPS = ("home", "strategy", "news", "directory", "forms_app")


def page_models_extend_base_page(app_configs, **kwargs):
    """Every page shares summary, share image, "Stand" and breadcrumbs."""
    from .models import BasePage

    return [
        Error(
            f"{model.__name__} does not extend cms.core.models.BasePage.",
            hint="Inherit from BasePage (or ContentPage) so that the page has what every page shares.",
            obj=model,
            id="core.E001",
        )
        for model in _own_page_models()
        if not issubclass(model, BasePage)
    ]


def page_models_declare_their_place(app_configs, **kwargs):
    """A page type that may stand anywhere lets editors break the site."""
    return [
        Error(
            f"{model.__name__} does not declare parent_page_types.",
            hint='List the page types it may stand below, for example ["home.HomePage"].',
            obj=model,
            id="core.E002",
        )
        for model in _own_page_models()
        if "parent_page_types" not in vars(model)
    ]


def postgresql_keeps_letters_out_of_its_log(app_configs, databases=None, **kwargs):
    """By default PostgreSQL writes each statement that fails into its log, with what a citizen typed."""
    return [
        Warning(
            "PostgreSQL's log may hold personal data: it shows the statements that fail.",
            hint="Let its administrator set log_min_error_statement = panic and log_error_verbosity = terse.",
            id="core.W001",
        )
        for alias in databases or []
        if connections[alias].vendor == "postgresql" and _shows_statements(connections[alias])
    ]


def _shows_statements(connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('log_min_error_statement'), current_setting('log_error_verbosity')"
        )
        return cursor.fetchone() != ("panic", "terse")


def _own_page_models() -> list[type[Page]]:
    models = (model for label in OWN_APPS for model in apps.get_app_config(label).get_models())
    return [model for model in models if issubclass(model, Page)]


HOUSE_RULES = [page_models_extend_base_page, page_models_declare_their_place]
