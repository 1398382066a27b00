from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupTown(models.Model):
    """Limits a group to the work of one town. A group without it works for all towns of the installation.

    The row stays when its town is deleted: the group then works for none, instead of for all.
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
    # Which of the roles the group is, however it is called; "" for a group of the town's own.
    role = models.CharField(max_length=40, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("town of a group")
        verbose_name_plural = _("towns of the groups")
        # Given with the roles, not one by one.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "role"], condition=~models.Q(role=""), name="core_role_once_in_a_town"
            )
        ]

    def __str__(self):
        return f"{self.group} {self.site}"
