"""Creates and publishes missing pages; existing ones belong to the editors."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.text import slugify
from wagtail.models import Page

from .data import ContentError, PageRecord
from .fields import fill
from .references import References, mentions_page
from .site import give_site_to
from .tree import PageTree


def load_pages(records: list[PageRecord], references: References, tree: PageTree) -> list[PageRecord]:
    """Create and publish missing pages; return their records.

    Pages link to each other in all directions, so drafts of all pages come first, then fields that mention pages, then
    publication.
    """
    missing = [record for record in records if tree.find(record.path) is None]
    pages = [_in_words_of(record, _create, record, references, tree) for record in missing]
    for record, page in zip(missing, pages, strict=True):
        _in_words_of(record, _publish, record, page, references)
    return missing


def _create(record: PageRecord, references: References, tree: PageTree) -> Page:
    page = apps.get_model(record.model)(live=False, locale=tree.locale_of(record.path))
    _name(page, record, tree)
    fill(page, {name: value for name, value in record.values.items() if not mentions_page(value)}, references)
    tree.parent_of(record.path).add_child(instance=page)
    if record.path == "/":
        give_site_to(page)
    return page


def _name(page: Page, record: PageRecord, tree: PageTree) -> None:
    page.slug = record.slug
    if record.translation_of:
        original = tree.get(record.translation_of)
        page.translation_key = original.translation_key
    if not tree.parent_of(record.path).is_root():
        return
    # The slug of a home page is in no address but must differ from its siblings'.
    suffix = f"-{record.slug}" if record.slug else ""
    page.slug = slugify(record.values["title"])[:40] + suffix


def _publish(record: PageRecord, page: Page, references: References) -> Page:
    # The page has got children since; publishing the old instance would reset their count.
    page = type(page).objects.get(pk=page.pk)
    fill(page, {name: value for name, value in record.values.items() if mentions_page(value)}, references)
    page.save_revision().publish()
    return page


def _in_words_of(record: PageRecord, act, *args) -> Page:
    """Run a step; errors name the file and the page."""
    try:
        with translation.override("de"):
            return act(*args)
    except (ContentError, ValidationError) as error:
        raise ContentError(f"{record.where}: {error}") from error
