from django.conf import settings
from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """The import of a spreadsheet. The file itself is never stored, only its cells."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("columns to be checked")
        CHECKING = "checking", _("is being checked")
        CHECKED = "checked", _("checked, nothing imported yet")
        IMPORTING = "importing", _("is being imported")
        DONE = "done", _("imported")
        UNDOING = "undoing", _("is being undone")
        UNDONE = "undone", _("undone")

    UNDER_WAY = (Status.CHECKING, Status.IMPORTING, Status.UNDOING)
    NOT_BEGUN = (Status.UPLOADED, Status.CHECKING, Status.CHECKED)

    # What the table is about, by the name of `imports.kinds`.
    kind = models.CharField(max_length=20, default="entries")
    directory = models.ForeignKey(
        "directory.DirectoryPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("directory")
    )
    file_name = models.CharField(_("file"), max_length=120)
    source = models.CharField(_("source"), max_length=80)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.UPLOADED)
    # The header row, and the field that each column fills ("" for none).
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    # What was decided about a name that many rows have, by that name (see `imports.kinds.OpenName`).
    decisions = models.JSONField(default=dict)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    started_at = models.DateTimeField(_("uploaded"), auto_now_add=True, db_index=True)
    # Later imports were not considered by the check.
    checked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("imported at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        # One permission for everything: upload, import, undo.
        default_permissions = ("add",)
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return self.file_name

    @property
    def is_under_way(self) -> bool:
        return self.status in self.UNDER_WAY

    @property
    def is_begun(self) -> bool:
        return self.status not in self.NOT_BEGUN

    def counts(self) -> dict[str, int]:
        """The number of rows in each state."""
        found = self.rows.order_by().values_list("state").annotate(Count("pk"))
        return dict.fromkeys(ImportRow.State.values, 0) | dict(found)

    def values_of(self, row: "ImportRow") -> dict[str, str]:
        """The cells of a row by the names of their fields."""
        return {name: text for name, text in zip(self.mapping, row.cells, strict=False) if name}


class ImportRow(models.Model):
    """A row of the sheet, its problems, and what came of it: an entry, or something of that entry (`made`)."""

    class State(models.TextChoices):
        NEW = "new", _("not checked")
        READY = "ready", _("will be imported")
        FAULTY = "faulty", _("has a fault")
        ALIKE = "alike", _("probably there already")
        KNOWN = "known", _("has been imported before")
        IMPORTED = "imported", _("imported")
        UNDONE = "undone", _("undone")
        KEPT = "kept", _("kept, since somebody has worked on it")

    LEFT_OUT = (State.FAULTY, State.ALIKE, State.KNOWN)

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    cells = models.JSONField(default=list)
    # [{"field": "email", "text": "…", "pages": [[12, "Kirchenchor"]]}], pages only for similar entries
    messages = models.JSONField(default=list)
    # What the check has understood, where that is worth saying.
    understood = models.TextField(blank=True)
    page = models.ForeignKey(
        "directory.OrganisationPage", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    # Its key, where a row makes no entry.
    made = models.UUIDField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="directory_one_row_per_number")]
        indexes = [models.Index(fields=["run", "state", "number"])]

    def __str__(self):
        return str(self.number)
