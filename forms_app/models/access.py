from django.db import models
from django.utils.translation import gettext_lazy as _


class FormAccess(models.Model):
    """Limits a group to the submissions of certain forms. A group without it works on all of them.

    The row survives the deletion of its last form, so that the group then sees nothing instead of everything.
    """

    group = models.OneToOneField(
        "auth.Group", on_delete=models.CASCADE, related_name="form_access", verbose_name=_("group")
    )
    pages = models.ManyToManyField(
        "wagtailcore.Page", blank=True, related_name="+", verbose_name=_("only these forms")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("forms of a group")
        verbose_name_plural = _("forms of the groups")
        # Edited in the form of the group, by those who may change groups.
        default_permissions = ()

    def __str__(self):
        return str(self.group)
