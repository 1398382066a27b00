"""Keeps read models of pages in step when a page, or one above it, is moved, hidden, protected or opened again."""

from collections.abc import Callable

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move


def watch_visibility(
    page_type: type[Page], *, write_below: Callable[[str], None], remove: Callable[[int], None]
) -> None:
    """Call `write_below` with the path below which rows may have changed, `remove` with a page that is withdrawn.

    Both run in the transaction of the change. What saving a page means is up to the app.
    """

    def on_unpublish(instance, **kwargs) -> None:
        # A scheduled job unpublishes the plain page, and so never calls its `save()`. A page that is about to be
        # deleted is unpublished first, but not in the database, where it would still count as public.
        if isinstance(instance, page_type):
            remove(instance.pk)

    def on_move(instance, **kwargs) -> None:
        write_below(Page.objects.values_list("path", flat=True).get(pk=instance.pk))

    def on_restriction(instance, origin=None, **kwargs) -> None:
        if not _is_of_restrictions(origin):
            # It goes with its page, whose rows must not come back in between.
            return
        page = instance.page
        # An alias shows what its source shows, and to the same people.
        same = Q(pk=page.pk) | Q(alias_of=page.pk) | Q(alias_of__alias_of=page.pk)
        for path in Page.objects.filter(same).values_list("path", flat=True):
            write_below(path)

    name = f"visibility-of-{page_type._meta.label_lower}"
    page_unpublished.connect(on_unpublish, dispatch_uid=name, weak=False)
    post_page_move.connect(on_move, dispatch_uid=name, weak=False)
    for signal in (post_save, post_delete):
        signal.connect(on_restriction, sender=PageViewRestriction, dispatch_uid=name, weak=False)


def _is_of_restrictions(origin) -> bool:
    """Whether somebody deleted (or saved) a restriction itself; `origin` is an object or a queryset."""
    model = getattr(origin, "model", type(origin))
    return origin is None or issubclass(model, PageViewRestriction)
