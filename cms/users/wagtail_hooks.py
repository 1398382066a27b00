from django.core.exceptions import PermissionDenied
from wagtail import hooks


@hooks.register("before_create_user")
@hooks.register("before_edit_user")
def leave_superusers_to_superusers(request, user=None):
    """User managers may neither make superusers nor edit them."""
    makes_one = bool(request.POST.get("is_superuser"))
    if not request.user.is_superuser and (makes_one or getattr(user, "is_superuser", False)):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def leave_superusers_out_of_bulk_actions(request, action_type, objects, action):
    """For bulk actions Wagtail checks only the general permission, so superusers could be locked out there."""
    if not request.user.is_superuser and any(getattr(each, "is_superuser", False) for each in objects):
        raise PermissionDenied
