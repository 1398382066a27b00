"""Form fields for citizens in which categories stand below the wider one that they belong to."""

from django import forms
from django.forms.models import ModelChoiceIterator
from django.template.loader import render_to_string

from .categories import category_choices


class GroupedChoices(ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from category_choices(self.queryset, self.field.to_field_name or "pk")


class GroupedCheckboxes(forms.CheckboxSelectMultiple):
    """Django's own have a label without a control as the heading of a group."""

    def render(self, name, value, attrs=None, renderer=None):
        return render_to_string("components/grouped_checkboxes.html", self.get_context(name, value, attrs))


class GroupedField:
    iterator = GroupedChoices

    def label_from_instance(self, category) -> str:
        return category_label(category)

    def full_labels(self) -> dict[str, str]:
        """Return by value what names a choice outside its group."""
        key = self.to_field_name or "pk"
        return {str(getattr(each, key)): category_label(each) for each in self.queryset}


class CategoryField(GroupedField, forms.ModelChoiceField):
    pass


class CategoriesField(GroupedField, forms.ModelMultipleChoiceField):
    widget = GroupedCheckboxes


def category_label(category) -> str:
    return f"{category.parent.name} – {category.name}" if category.parent else category.name
