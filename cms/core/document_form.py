from wagtail.documents.forms import BaseDocumentForm
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry


class DocumentForm(BaseDocumentForm):
    """Offers as a cover only what this person may choose as a picture; Wagtail would list every one."""

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if user and "cover" in self.fields:
            mine = policy_registry.get_by_type(get_image_model()).instances_user_has_any_permission_for(
                user, ["change", "choose"]
            )
            own = get_image_model().objects.filter(pk=self.instance.cover_id)
            self.fields["cover"].queryset = (mine | own).order_by("title")
