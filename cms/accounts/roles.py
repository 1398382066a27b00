"""The groups of a town's staff.

With several towns on one installation each has the three groups of its own, and what belongs to none of them is the
work of a fourth (see `town_roles`).
"""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupApprovalTask, Site, Workflow

from .granting import grant_media, grant_pages, model_permissions, permission
from .role_grants import LEITUNG, ROLES, models_of
from .town_roles import OUR_APPROVAL, WAGTAILS_APPROVAL, set_up_towns


@transaction.atomic
def set_up_roles() -> None:
    """Create the groups and grant what is missing."""
    towns = list(Site.objects.select_related("root_page").order_by("-is_default_site", "pk"))
    if len(towns) > 1:
        set_up_towns(towns)
        return
    root = Collection.get_first_root_node()
    for name, role in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(permission("wagtailadmin", "access_admin"), *model_permissions(models_of(name)))
        grant_pages(group, role, Q())
        grant_media(group, role.media_permissions, root)
    _give_approval_to_somebody()


def _give_approval_to_somebody() -> None:
    for task in GroupApprovalTask.objects.filter(name=WAGTAILS_APPROVAL):
        task.groups.set(Group.objects.filter(name=LEITUNG))
    for model in (GroupApprovalTask, Workflow):
        model.objects.filter(name=WAGTAILS_APPROVAL).update(name=OUR_APPROVAL)
