from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.caching.content_version import refreshes_content

# So many days make a word one that several people look for.
DAYS_UNTIL_SHOWN = 3


class VainWord(models.Model):
    """A word that found nothing in a town. Its text is known from the third day on, until then only its hash."""

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    text = models.CharField(max_length=60, blank=True)
    days = models.JSONField(default=list)
    last_on = models.DateField(db_index=True)
    # What somebody made of it, in words; then it waits for nobody.
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("word searched in vain")
        verbose_name_plural = _("words searched in vain")
        constraints = [
            models.UniqueConstraint(fields=["site", "digest"], name="searches_word_once_in_a_town")
        ]

    def __str__(self):
        return self.text or self.digest[:8]

    def see(self, text: str, today: date) -> None:
        """Note that somebody looked for it today."""
        if not self.text and today.isoformat() not in self.days:
            self.days = [*self.days, today.isoformat()]
        if len(self.days) >= DAYS_UNTIL_SHOWN:
            self.text, self.days = text, []
        self.last_on = today


class VainWeek(models.Model):
    """How often a word was searched in vain in a week, which is named by its Monday."""

    word = models.ForeignKey(VainWord, on_delete=models.CASCADE, related_name="weeks")
    monday = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "week of a word searched in vain"
        verbose_name_plural = "weeks of words searched in vain"
        constraints = [
            models.UniqueConstraint(fields=["word", "monday"], name="searches_week_once_for_a_word")
        ]

    def __str__(self):
        return f"{self.monday}: {self.number}"


@refreshes_content
class EverydayWord(models.Model):
    """A word that people type and no club uses. All towns of an installation share them, as they do categories."""

    word = models.CharField(_("what people type"), max_length=60, unique=True)
    meaning = models.CharField(
        _("what it means"),
        max_length=200,
        help_text=_("Words that clubs use, separated by commas: singing, choir."),
    )

    class Meta:
        verbose_name = _("everyday word")
        verbose_name_plural = _("everyday words")
        ordering = ["word"]

    def __str__(self):
        return f"{self.word} = {self.meaning}"


@refreshes_content
class SearchNote(models.Model):
    """What whoever looks for a word is told: that there is none here, and where there is one."""

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    word = models.CharField(_("what people type"), max_length=60)
    text = models.CharField(_("note"), max_length=300)

    class Meta:
        verbose_name = _("note in searches")
        verbose_name_plural = _("notes in searches")
        ordering = ["word"]
        constraints = [models.UniqueConstraint(fields=["site", "word"], name="searches_note_once_in_a_town")]

    def __str__(self):
        return f"{self.word}: {self.text}"
