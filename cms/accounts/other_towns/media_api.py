"""The API behind Wagtail's admin: pictures and documents that the user may use, instead of all."""

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class OwnMedia:
    def get_queryset(self):
        policy = policy_registry.get_by_type(self.model)
        mine = policy.instances_user_has_any_permission_for(self.request.user, ["change", "delete", "choose"])
        return super().get_queryset().filter(pk__in=mine.values("pk"))


class ImagesViewSet(OwnMedia, ImagesAdminAPIViewSet):
    pass


class DocumentsViewSet(OwnMedia, DocumentsAdminAPIViewSet):
    pass


def register(router: WagtailAPIRouter) -> None:
    """In place of those that Wagtail registers under the same names."""
    router.register_endpoint("images", ImagesViewSet)
    router.register_endpoint("documents", DocumentsViewSet)
