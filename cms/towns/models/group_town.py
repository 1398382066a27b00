from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupTown(models.Model):
    """Limits a group to one town. A group without it works for all towns of the installation.

    The row survives the deletion of its town, so that the group then works for no town instead of for all.
    """

    group = models.OneToOneField(
        "auth.Group", on_delete=models.CASCADE, related_name="town", verbose_name=_("group")
    )
    site = models.ForeignKey(
        "wagtailcore.Site",
        on_delete=models.SET_NULL,
        null=True,
        related_name="staff",
        verbose_name=_("town"),
    )
    # The role, whatever the group is called; "" for a group that the town made itself.
    role = models.CharField(max_length=40, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("town of a group")
        verbose_name_plural = _("towns of the groups")
        # These come with the roles and are not assigned separately.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "role"], condition=~models.Q(role=""), name="towns_role_once_in_a_town"
            )
        ]

    def __str__(self):
        return f"{self.group} {self.site}"
