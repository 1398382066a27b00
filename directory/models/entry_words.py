from django.db import models

from .public_entry import PublicEntry


class EntryWords(models.Model):
    """The words by which an entry is found, the weightiest first: see `directory.search.texts`.

    The database keeps its full-text index in step with this table by itself (`directory.search.sqlite` and
    `.postgres`). On SQLite, a migration that makes the table anew loses the triggers: let it call
    `search.index.remove` before and `install` afterwards.
    """

    entry = models.OneToOneField(
        PublicEntry, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    names = models.TextField()
    short_names = models.TextField()
    labels = models.TextField()
    summary = models.TextField()
    offers = models.TextField()
    description = models.TextField()

    class Meta:
        verbose_name = "words of an entry"
        verbose_name_plural = "words of entries"

    def __str__(self):
        return self.names


class KnownWord(models.Model):
    """A word that some entry has or had, to guess what a mistyped one was meant to be.

    Before it is shown to anybody, `directory.search.typos` makes sure that it still finds something.
    """

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        verbose_name = "known word"
        verbose_name_plural = "known words"

    def __str__(self):
        return self.word
