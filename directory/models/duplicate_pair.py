from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy


class DuplicatePairQuerySet(models.QuerySet):
    def to_decide(self):
        """Undecided pairs, the likeliest first."""
        return self.filter(is_distinct=False).order_by("-score", "one_id", "other_id")

    def decidable_by(self, user):
        """Pairs of entries that the user may both publish."""
        if user.is_superuser:
            return self
        pages = PagePermissionPolicy().instances_user_has_permission_for(user, "publish").values("pk")
        return self.filter(one__in=pages, other__in=pages)

    def of(self, page_id: int):
        return self.filter(Q(one=page_id) | Q(other=page_id))


class DuplicatePair(models.Model):
    """Two entries that look like one organisation, or that a person has marked as distinct."""

    # The entry with the lower id comes first.
    one = models.ForeignKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(_("likeness"))
    is_distinct = models.BooleanField(_("no duplicate"), default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    found_at = models.DateTimeField(default=timezone.now)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("likely duplicate")
        verbose_name_plural = _("likely duplicates")
        indexes = [models.Index(fields=["is_distinct", "-score"])]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="directory_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="directory_pair_in_order"),
        ]

    def __str__(self):
        return f"{self.one_id}, {self.other_id}"

    @property
    def sides(self) -> tuple:
        """The entry more likely to stay comes first: the public one, else the older one."""
        one, other = self.one, self.other
        return (other, one) if other.live and not one.live else (one, other)
