import uuid

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FOLDER = "submissions"


def new_key() -> str:
    """An unguessable storage key that reveals nothing about the file."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


class UnclaimedFile(models.Model):
    """A storage key that no submission owns (any more); its file has to be deleted.

    Written before the file, and together with the deletion of its owner: if the process dies in between, the key is
    known and a job deletes the file later.
    """

    key = models.CharField(max_length=100, unique=True)
    since = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.key

    def remove(self) -> None:
        """Delete the file and then the row. If the storage raises an error, the row stays."""
        default_storage.delete(self.key)
        self.delete()


class SubmissionFile(models.Model):
    """A file that somebody sent with a form: private, typed by content, under a generated key."""

    submission = models.ForeignKey(
        "forms_app.Submission", on_delete=models.CASCADE, related_name="files", verbose_name=_("submission")
    )
    question = models.CharField(_("question"), max_length=255)
    key = models.CharField(max_length=100, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.name

    def open(self):
        return default_storage.open(self.key)


@receiver(post_delete, sender=SubmissionFile)
def remove_with_its_row(instance, **_kwargs):
    """A signal, because cascading deletions call no method of the model."""
    left = UnclaimedFile.objects.create(key=instance.key)
    transaction.on_commit(left.remove, robust=True)
