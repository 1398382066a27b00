"""Keeps the words of pages in step, in the transaction of the change."""

from django.db.models.signals import post_save
from wagtail.models import Page

from directory.models import OrganisationPage

from ..models import PageWords
from ..page_words import FIELDS, words_of


def watch_pages() -> None:
    post_save.connect(_on_page_saved, dispatch_uid="page-words")


def _on_page_saved(instance, raw=False, update_fields=None, **kwargs) -> None:
    # A draft is saved by naming fields; entries have a record of their own.
    is_content = isinstance(instance, Page) and update_fields is None and not raw
    if is_content and not isinstance(instance, OrganisationPage):
        store_words([instance if type(instance) is not Page else instance.specific])


def store_words(pages: list[Page]) -> None:
    PageWords.objects.bulk_create(
        [PageWords(page_id=page.pk, **words_of(page)) for page in pages],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=FIELDS,
    )
