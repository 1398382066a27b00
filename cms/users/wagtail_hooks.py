from django.core.exceptions import PermissionDenied
from wagtail import hooks


@hooks.register("before_create_user")
@hooks.register("before_edit_user")
def leave_superusers_to_superusers(request, user=None):
    """Whoever manages users may neither become nor take over one whom no permission binds."""
    makes_one = bool(request.POST.get("is_superuser"))
    if not request.user.is_superuser and (makes_one or getattr(user, "is_superuser", False)):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def leave_superusers_out_of_bulk_actions(request, action_type, objects, action):
    """Nor may they be locked out with others: Wagtail asks at a bulk action only for the general right."""
    if not request.user.is_superuser and any(getattr(each, "is_superuser", False) for each in objects):
        raise PermissionDenied
