"""A word searched in vain may become another word of a category."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.searches.answers import ANSWERS, Answer
from cms.searches.models import VainWord

from ..models import Category

# As the column's help text says: separated by commas.
SEPARATOR = ", "


def register_answers() -> None:
    ANSWERS.register(
        Answer(
            "category",
            _("It is another word for a category"),
            _("Add to the category"),
            "directory.change_category",
            _categories,
            _add_synonym,
        )
    )


def _categories(word: VainWord) -> forms.Field:
    return forms.ModelChoiceField(Category.objects.order_by("name"), label=_("category"))


def _add_synonym(word: VainWord, category: Category, user) -> str:
    known = [each.strip() for each in category.synonyms.split(",") if each.strip()]
    category.synonyms = SEPARATOR.join(dict.fromkeys([*known, word.text]))
    # The entries get their words anew.
    category.save()
    return _now("Category: %(name)s") % {"name": category.name}
