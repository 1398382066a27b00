"""Who may do what with the submissions of which form.

Groups get permissions from Wagtail. A group may be limited to certain forms (`FormAccess`) and, if there are several
towns, to one of them (`GroupTown`). Several groups add up. Superusers and permissions given to a user directly have no
limit.
"""

from collections.abc import Callable, Iterator
from functools import reduce
from operator import or_

from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.models import Site

from cms.towns.scope import ALL_TOWNS, below_homes

# Changing or deleting a submission includes viewing it.
CODENAMES = {
    "view": ("view_submission", "change_submission", "delete_submission"),
    "change": ("change_submission",),
    "delete": ("delete_submission",),
    "export": ("export_submission",),
}


def may(user, action: str) -> bool:
    """Whether the user may do this with the submissions of at least one form."""
    return any(user.has_perm(f"forms_app.{codename}") for codename in CODENAMES[action])


def submissions_open_to(user, action: str) -> Q:
    """Match the submissions with which the user may do this."""
    return _open_to(user, action, "page__in", lambda town: Q(site=town))


def forms_open_to(user) -> Q:
    """Match the pages whose submissions the user may view."""
    return _open_to(user, "view", "pk__in", lambda town: below_homes(Site(pk=town)))


def _open_to(user, action: str, pages: str, in_town: Callable[[int], Q]) -> Q:
    if not may(user, action):
        return Q(pk__in=[])
    if user.is_superuser:
        return Q()
    limits = [limit for limit in _kept_limits(user) if limit["permissions__codename"] in CODENAMES[action]]
    is_unlimited = not limits or any(limit["form_access"] is limit["town"] is None for limit in limits)
    return Q() if is_unlimited else reduce(or_, _allowed(limits, pages, in_town))


def is_form_open_to(user, action: str, *, page: int, site: int | None) -> bool:
    """Whether the user may do this with the submissions of this form in this town, if there are any or not."""
    if not may(user, action):
        return False
    if user.is_superuser:
        return True
    limits = [limit for limit in _kept_limits(user) if limit["permissions__codename"] in CODENAMES[action]]
    return not limits or any(_covers(limit, page, site) for limit in limits)


def _covers(limit: dict, page: int, site: int | None) -> bool:
    is_town = limit["town"] is None or limit["town__site"] == site
    return is_town and (limit["form_access"] is None or limit["form_access__pages"] == page)


def towns_open_to(user) -> set[int] | None:
    """Return the ids of towns with submissions that the user may see; `ALL_TOWNS` without limit."""
    if user.is_superuser:
        return ALL_TOWNS
    limits = _kept_limits(user)
    is_unlimited = not limits or any(limit["town"] is None for limit in limits)
    return ALL_TOWNS if is_unlimited else {limit["town__site"] for limit in limits} - {None}


def _kept_limits(user) -> list[dict]:
    if not hasattr(user, "_form_limits"):
        user._form_limits = _limits(user)
    return user._form_limits


def _allowed(limits: list[dict], pages: str, in_town: Callable[[int], Q]) -> Iterator[Q]:
    """What each group may access: in its town, the submissions of its forms, or of all forms."""
    forms = {limit["form_access__pages"] for limit in limits if limit["form_access"] and not limit["town"]}
    yield Q(**{pages: forms - {None}})
    for town in {limit["town__site"] for limit in limits if limit["town"]} - {None}:
        mine = [limit for limit in limits if limit["town__site"] == town]
        if any(limit["form_access"] is None for limit in mine):
            yield in_town(town)
        else:
            yield in_town(town) & Q(**{pages: {limit["form_access__pages"] for limit in mine} - {None}})


def _limits(user) -> list[dict]:
    """One row per permission of each group, its forms and its town, in one query."""
    codenames = {codename for each in CODENAMES.values() for codename in each}
    groups = Group.objects.filter(
        user=user, permissions__content_type__app_label="forms_app", permissions__codename__in=codenames
    )
    limits = ("form_access", "form_access__pages", "town", "town__site")
    return list(groups.values("permissions__codename", *limits))
