"""Writes many new entries with a handful of statements instead of some dozen for each, and removes many at once.

What Wagtail does for one page is done here for all at once: place in the tree, address, record, search index. There
are no revisions: an entry gets its first one when somebody edits or publishes it.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import F
from django.db.models.sql import InsertQuery
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.adapters.treebeard import paths_of_next_children
from cms.caching.content_version import one_refresh

from ..models import (
    ContactPerson,
    DirectoryPage,
    Maintainership,
    MeetingPlace,
    Offer,
    Opening,
    OrganisationPage,
)
from ..publishing.projection import write_new_records

CHILDREN = {
    "meeting_places": MeetingPlace,
    "offers": Offer,
    "contact_people": ContactPerson,
    "openings": Opening,
}
WORDS = ("districts", "categories", "target_groups")


def publish_pages(directory: DirectoryPage, pages: list[OrganisationPage]) -> None:
    """Publish these unsaved pages below the directory. Call it in a transaction."""
    now = timezone.now()
    for page in pages:
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = now
    add_pages(directory, pages)
    write_new_records(directory, pages)


def add_pages(directory: DirectoryPage, pages: list[OrganisationPage]) -> None:
    """Add these unsaved pages, each with an unsaved `maintainership`, without a public record. In a transaction."""
    _place_in_tree(directory, pages)
    _insert_pages(pages)
    _insert_children(pages)
    _insert_words(pages)
    Maintainership.objects.bulk_create(_with_page(page, page.maintainership) for page in pages)
    get_search_backend().add_bulk(OrganisationPage, pages)


def remove_pages(keys: list[int]) -> None:
    """Delete these entries with all that belongs to them. In a transaction."""
    with one_refresh(), disable_reference_index_auto_update():
        OrganisationPage.objects.filter(pk__in=keys).delete()
    _forget_references(list(map(str, keys)))


def _forget_references(keys: list[str]) -> None:
    """What Wagtail does for one object after the other."""
    kind = ContentType.objects.get_for_model(Page)
    theirs = models.Q(base_content_type=kind, object_id__in=keys)
    to_them = models.Q(to_content_type=kind, to_object_id__in=keys)
    ReferenceIndex.objects.filter(theirs | to_them).delete()


def _place_in_tree(directory: DirectoryPage, pages: list[OrganisationPage]) -> None:
    # The row is locked until the end, so that nobody takes the same places (SQLite has one writer anyway).
    parent = Page.objects.select_for_update().get(pk=directory.pk)
    paths = paths_of_next_children(parent, len(pages))
    for page, path in zip(pages, paths, strict=True):
        page.depth, page.path = parent.depth + 1, path
        page.locale_id = parent.locale_id
        page.set_url_path(parent)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def _insert_pages(pages: list[OrganisationPage]) -> None:
    names = [field.attname for field in Page._meta.concrete_fields]
    plain = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, stored in zip(pages, Page.objects.bulk_create(plain), strict=True):
        page.pk = page.id = page.page_ptr_id = stored.pk
        page._state.adding = False
    _insert_own_columns(pages)


def _insert_own_columns(pages: list[OrganisationPage]) -> None:
    # Django's bulk_create refuses models with a parent table; this is the half of it that concerns us.
    fields = OrganisationPage._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, pages)
    for start in range(0, len(pages), size):
        query = InsertQuery(OrganisationPage)
        query.insert_values(fields, pages[start : start + size])
        query.get_compiler(connection=connection).execute_sql()


def _insert_children(pages: list[OrganisationPage]) -> None:
    for relation, model in CHILDREN.items():
        model.objects.bulk_create(
            _with_page(page, child, sort_order=order)
            for page in pages
            for order, child in enumerate(getattr(page, relation).all())
        )
    openings = [opening for page in pages for opening in page.openings.all()]
    _link(Opening.help_types.through, "opening_id", "helptype_id", openings, "help_types")


def _insert_words(pages: list[OrganisationPage]) -> None:
    for relation in WORDS:
        field = OrganisationPage._meta.get_field(relation)
        through = field.remote_field.through
        target = field.m2m_reverse_field_name()
        _link(through, "organisationpage_id", f"{target}_id", pages, relation)


def _link(through: type[models.Model], source: str, target: str, owners: list, relation: str) -> None:
    through.objects.bulk_create(
        through(**{source: owner.pk, target: word.pk})
        for owner in owners
        for word in getattr(owner, relation).all()
    )


def _with_page(page: OrganisationPage, child: models.Model, **more) -> models.Model:
    child.page_id = page.pk
    for name, value in more.items():
        setattr(child, name, value)
    return child
