import pytest
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.pages.blocks import LinkBlock, content_blocks
from tests.support.making import make_document, make_image, make_page

NAMED_BLOCKS = content_blocks()


@pytest.mark.parametrize(("name", "block"), NAMED_BLOCKS, ids=[name for name, _ in NAMED_BLOCKS])
def test_a_block_is_complete_where_it_is_defined(name, block, home):
    make_page(home)
    make_image()
    make_document()
    assert block.is_previewable, "needs a template and a preview value"
    assert block.meta.icon != "placeholder" or name == "columns"
    assert str(block.get_description()), "says what it is for"
    html = block.render(block.get_preview_value())
    assert html.strip()


def link(**values):
    block = LinkBlock()
    return block, block.normalize({"page": None, "document": None, "url": "", "label": ""} | values)


@pytest.mark.django_db
def test_a_link_needs_exactly_one_target(home):
    block, nothing = link()
    with pytest.raises(StructBlockValidationError):
        block.clean(nothing)
    block, two = link(page=home, url="https://example.org/", label="Beides")
    with pytest.raises(StructBlockValidationError):
        block.clean(two)


def test_an_outside_link_needs_words():
    block, bare = link(url="https://example.org/")
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(bare)
    assert "label" in refused.value.block_errors


@pytest.mark.django_db
def test_a_link_takes_the_title_of_its_page(home):
    block, value = link(page=home)
    assert block.clean(value).text == home.title


@pytest.mark.django_db
def test_a_link_to_a_withdrawn_page_has_no_address(home):
    _, value = link(page=make_page(home, live=False))
    assert value.href == ""


def test_every_choice_and_field_of_a_block_has_a_german_label(settings):
    from django.utils import translation

    def fields(block, path):
        for name, child in getattr(block, "child_blocks", {}).items():
            yield f"{path}.{name}", child
            yield from fields(child, f"{path}.{name}")
        if isinstance(block, blocks.ListBlock):
            yield from fields(block.child_block, path)

    with translation.override("de"):
        german = {name: str(block.label) for name, block in NAMED_BLOCKS}
    with translation.override("en"):
        english = {name: str(block.label) for name, block in NAMED_BLOCKS}
    same_in_both = {"video"}
    assert {name for name in german if german[name] == english[name]} <= same_in_both | {"richtext"}
    for name, block in NAMED_BLOCKS:
        for path, child in fields(block, name):
            assert child.label, path
