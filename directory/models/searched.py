from django.db import models

from ..search.index import IsFound, Relevance
from ..search.tables import SearchedTable
from ..search.wishes import Wish, read_wish, wish_for_any


class SearchedQuerySet(models.QuerySet):
    """Rows that are found by words; `searched` names the table that holds them."""

    searched: SearchedTable
    # What `matching` looked for, so that an order can tell the better from the worse.
    _wish = Wish()

    def _clone(self):
        clone = super()._clone()
        clone._wish = self._wish
        return clone

    def matching(self, text: str):
        """Rows that have every word of the text, its beginning, its stem, or as a part of a compound.

        Nothing typed finds everything; signs without a word find nothing.
        """
        wish = read_wish(text)
        if wish.is_empty:
            return self
        found = self._having(wish)
        found._wish = wish
        return found

    def with_any_word(self, words, are_beginnings: bool = False):
        """Rows that have one of the words at least, for comparing rather than for searching."""
        return self._having(wish_for_any(words, are_beginnings))

    def best_first(self, *otherwise: str):
        """Sort by how well the text of `matching` fits, equal ones by the other fields."""
        fits = [Relevance("pk", self.searched, self._wish)] if self._wish.words else []
        return self.order_by(*fits, *otherwise)

    def _having(self, wish: Wish):
        return self.filter(IsFound("pk", self.searched, wish)) if wish.words else self.none()
