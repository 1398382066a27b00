from django.db import models


class UpgradeStep(models.Model):
    """An upgrade step, and the state of the code for which it was done."""

    name = models.SlugField(unique=True)
    done_for = models.CharField(max_length=64)
    done_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
