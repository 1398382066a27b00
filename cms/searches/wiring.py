"""What this app registers with the apps below it."""

from cms.search.kept_words import keep_words_from

from .everyday_words import words_of_editors

keep_words_from(words_of_editors)
