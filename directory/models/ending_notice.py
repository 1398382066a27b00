from django.db import models


class EndingNotice(models.Model):
    """That a keeper was told of the last day of a call for volunteers.

    Not a field of the call: publishing the entry writes its calls anew. A renewed call has another last day.
    """

    page = models.ForeignKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    valid_until = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "key", "valid_until"], name="directory_told_once_of_an_end"
            )
        ]

    def __str__(self):
        return f"{self.page_id}: {self.valid_until}"
