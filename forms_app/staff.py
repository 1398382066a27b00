"""Who of the staff may be made responsible for a submission."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.admin.utils import get_user_display_name

from .access import CODENAMES

User = get_user_model()


def reviewers(submission=None) -> QuerySet:
    """Return the active users who may see this submission, or any at all."""
    rights = Permission.objects.filter(
        content_type__app_label="forms_app", codename__in=CODENAMES["view"]
    ).values("pk")
    groups = Group.objects.filter(permissions__in=rights)
    if submission is not None:
        may_see = Q(form_access=None)
        if submission.page_id:
            may_see |= Q(form_access__pages=submission.page_id)
        groups = groups.filter(may_see)
    is_reviewer = Q(is_superuser=True) | Q(groups__in=groups.values("pk")) | Q(user_permissions__in=rights)
    people = User.objects.filter(is_reviewer, is_active=True)
    return people.order_by("last_name", "first_name", "username").distinct()


def choices(people: QuerySet, me) -> list[tuple[str, str]]:
    """Return `(id, name)` of each, the person herself first."""
    named = [(str(person.pk), get_user_display_name(person)) for person in people]
    return sorted(named, key=lambda choice: choice[0] != str(me.pk))
