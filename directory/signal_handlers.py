"""Changes that Wagtail makes without saving the entry itself: an ancestor moves, hides, gets a password or goes."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move


def watch_pages() -> None:
    pre_delete.connect(
        _on_record_going, sender="directory.PublicEntry", dispatch_uid="directory-tombstones", weak=False
    )
    page_unpublished.connect(_on_unpublish, dispatch_uid="directory-records", weak=False)
    post_page_move.connect(_on_move, dispatch_uid="directory-records", weak=False)
    for signal in (post_save, post_delete):
        signal.connect(
            _on_restriction, sender=PageViewRestriction, dispatch_uid="directory-records", weak=False
        )


def _on_record_going(instance, **kwargs) -> None:
    """However a record goes, also with its page or with everything below a page: mirrors are to know."""
    from .tombstones import bury

    bury(instance)


def _on_unpublish(instance, **kwargs) -> None:
    from .models import OrganisationPage
    from .records import remove_record_of

    # A scheduled job unpublishes the plain page, and so never calls OrganisationPage.save(). A page that is about
    # to be deleted is unpublished first, but not in the database, where it would still count as public.
    if isinstance(instance, OrganisationPage):
        remove_record_of(instance.pk)


def _on_move(instance, **kwargs) -> None:
    from .records import write_records_below

    write_records_below(type(instance).objects.values_list("path", flat=True).get(pk=instance.pk))


def _on_restriction(instance, origin=None, **kwargs) -> None:
    from .records import write_records_below

    if not _is_of_restrictions(origin):
        # It goes with its page, whose record must not come back in between.
        return
    page = instance.page
    # An alias shows what its source shows, and to the same people.
    same = Q(pk=page.pk) | Q(alias_of=page.pk) | Q(alias_of__alias_of=page.pk)
    for path in Page.objects.filter(same).values_list("path", flat=True):
        write_records_below(path)


def _is_of_restrictions(origin) -> bool:
    """Whether somebody deleted (or saved) a restriction itself; `origin` is an object or a queryset."""
    model = getattr(origin, "model", type(origin))
    return origin is None or issubclass(model, PageViewRestriction)
