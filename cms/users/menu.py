from wagtail.admin.menu import MenuItem


class PermittedMenuItem(MenuItem):
    """Visible to users with the permission ("app.codename")."""

    def __init__(self, *args, permission: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)
