"""What stands on the teaser of a page in the API, whatever its type."""

from collections.abc import Iterable
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page

from ..models import BasePage
from .page_kinds import KINDS


def type_of(page: Page) -> str:
    return KINDS[page.specific_class].name


@cache
def page_models() -> list[type[BasePage]]:
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def with_teaser(pages):
    """Add what stands on a teaser, whatever the type of each page, in the same query."""
    return pages.annotate(
        teaser_text=Coalesce(*_of_each_type("summary"), Value(""), output_field=models.TextField()),
        teaser_image=Coalesce(
            *_of_each_type("share_image_id"), Value(None), output_field=models.IntegerField()
        ),
    )


def _of_each_type(field: str) -> Iterable[F]:
    return (F(f"{model._meta.model_name}__{field}") for model in page_models())
