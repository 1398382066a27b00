"""Who may be assigned to a submission."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.admin.utils import get_user_display_name

from cms.towns.scope import ALL_TOWNS

from ..access import CODENAMES, towns_open_to

User = get_user_model()


def colleagues_of(user) -> QuerySet:
    """Return the active users who may see submissions of one of the user's towns."""
    towns = towns_open_to(user)
    groups = _groups()
    return _people(groups if towns is ALL_TOWNS else groups.filter(Q(town=None) | Q(town__site__in=towns)))


def reviewers(submission) -> QuerySet:
    """Return the active users who may see this submission."""
    may_see = Q(form_access=None)
    if submission.page_id:
        may_see |= Q(form_access__pages=submission.page_id)
    return _people(_groups().filter(may_see, Q(town=None) | Q(town__site=submission.site_id)))


def _rights() -> QuerySet:
    return Permission.objects.filter(
        content_type__app_label="forms_app", codename__in=CODENAMES["view"]
    ).values("pk")


def _groups() -> QuerySet:
    return Group.objects.filter(permissions__in=_rights())


def _people(groups: QuerySet) -> QuerySet:
    is_reviewer = Q(is_superuser=True) | Q(groups__in=groups.values("pk")) | Q(user_permissions__in=_rights())
    people = User.objects.filter(is_reviewer, is_active=True)
    return people.order_by("last_name", "first_name", "username").distinct()


def choices(people: QuerySet, me) -> list[tuple[str, str]]:
    """Return `(id, name)` of each person, the user first."""
    named = [(str(person.pk), get_user_display_name(person)) for person in people]
    return sorted(named, key=lambda choice: choice[0] != str(me.pk))
