"""Every block has a schema, and every page type a response."""

import pytest
from django.apps import apps
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.pages.api.page_kinds import page_kinds
from cms.pages.checks import own_page_models
from cms.pages.models import BasePage


def own_models():
    labels = sorted({model._meta.app_label for model in own_page_models()})
    return [model for label in labels for model in apps.get_app_config(label).get_models()]


def streams():
    """All streams of pages and related models, including nested ones."""
    for model in own_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                yield from _streams_in(f"{model.__name__}.{field.name}", field.stream_block)


def _streams_in(name, block):
    if isinstance(block, blocks.BaseStreamBlock):
        yield name, block
    for child in getattr(block, "child_blocks", {}).values():
        yield from _streams_in(f"{name}.{child.name}", child)


@pytest.mark.parametrize(("name", "stream"), [pytest.param(*pair, id=pair[0]) for pair in streams()])
def test_each_block_of_a_stream_has_a_schema_of_its_own_name(name, stream):
    structs = {
        key: child for key, child in stream.child_blocks.items() if not isinstance(child, blocks.DateBlock)
    }
    named = {
        key: child.meta.api_schema.model_fields["type"].annotation.__args__ for key, child in structs.items()
    }
    assert named == {key: (key,) for key in structs}


def test_each_page_model_has_an_answer():
    models = {model for model in own_models() if issubclass(model, Page)}
    assert set(page_kinds()) == models
    assert all(issubclass(model, BasePage) for model in models)
    assert len({kind.name for kind in page_kinds().values()}) == len(models)


@pytest.mark.parametrize(("name", "stream"), [pytest.param(*pair, id=pair[0]) for pair in streams()])
def test_the_fields_of_a_schema_are_those_of_its_block(name, stream):
    for key, child in stream.child_blocks.items():
        if isinstance(child, blocks.BaseStructBlock) and not hasattr(child, "api_value"):
            fields = set(child.meta.api_schema.model_fields) - {"type", "id"}
            assert fields == set(child.child_blocks), f"{name}: {key}"
