from django.core.exceptions import PermissionDenied
from wagtail import hooks


@hooks.register("before_create_user")
@hooks.register("before_edit_user")
def leave_superusers_to_superusers(request, user=None):
    """Whoever manages users may neither become nor take over one whom no permission binds."""
    makes_one = bool(request.POST.get("is_superuser"))
    if not request.user.is_superuser and (makes_one or getattr(user, "is_superuser", False)):
        raise PermissionDenied
