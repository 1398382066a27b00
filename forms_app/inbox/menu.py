from django.utils.translation import gettext as _now
from wagtail_modeladmin.menus import ModelAdminMenuItem

from ..models import Submission


class InboxMenuItem(ModelAdminMenuItem):
    """Tells how many open submissions nobody has read yet. The items are shared by all requests."""

    def render_component(self, request):
        component = super().render_component(request)
        count = getattr(request, "unread_submissions", None)
        if count is None:
            count = Submission.objects.open().unread().allowed_to(request.user).count()
        if count:
            component.label = _now("%(label)s (%(count)s)") % {"label": self.label, "count": count}
            component.classname = f"{component.classname} has-unread".strip()
        return component
