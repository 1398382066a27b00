from django.db import models


class UpgradeStep(models.Model):
    """What was done after new code came, and for which state of the code."""

    name = models.SlugField(unique=True)
    done_for = models.CharField(max_length=64)
    done_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
