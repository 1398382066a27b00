from wagtail import hooks

from cms.caching.content_version import refresh_content
from cms.common import todo_items

from .admin import views
from .admin.unreadable import unreadable_pictures
from .models import SiteImage

hooks.register(todo_items.HOOK, unreadable_pictures)


@hooks.register("register_admin_urls", order=-1)
def media_urls():
    return views.urlpatterns


@hooks.register("after_bulk_action")
def refresh_after_collecting(request, action_type, objects, action):
    """Wagtail adds files to a collection, which may be private, in bulk and without a signal."""
    if action_type == "add_to_collection":
        name = "image" if action.models == [SiteImage] else "document"
        refresh_content(f"{name}s", *[f"{name}-{each.pk}" for each in objects])
