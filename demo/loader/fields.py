"""Fills the fields of pages, snippets and settings from the content."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db.models import Field, ForeignKey, ManyToManyField, Model
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Orderable

from .data import ContentError
from .days import is_day, resolve_day
from .references import References, is_reference
from .streams import to_stream


def fill(instance: Model, values: dict[str, Any], references: References) -> None:
    """Set the named fields. Raise ContentError naming the field."""
    children = {
        relation.get_accessor_name(): relation for relation in get_all_child_relations(type(instance))
    }
    for name, value in values.items():
        try:
            if name in children:
                setattr(instance, name, _children(children[name], value, references))
            else:
                setattr(instance, name, _value(instance._meta.get_field(name), value, references))
        except (FieldDoesNotExist, ObjectDoesNotExist, ValidationError, ContentError) as error:
            raise ContentError(f"{name}: {error}") from error


def _children(relation, values: list[dict], references: References) -> list[Model]:
    children = []
    for number, value in enumerate(values):
        child = relation.related_model()
        if isinstance(child, Orderable):
            # PostgreSQL returns rows without a number in arbitrary order.
            child.sort_order = number
        fill(child, value, references)
        child.full_clean(exclude=[relation.field.name])
        children.append(child)
    return children


def _value(field: Field, value: Any, references: References) -> Any:
    if is_reference(value):
        return _as_instance_of(field.related_model, references.find(value))
    if isinstance(field, ForeignKey):
        return field.related_model.objects.get(slug=value)
    if isinstance(field, ManyToManyField):
        return [field.related_model.objects.get(slug=slug) for slug in value]
    if isinstance(field, StreamField):
        return to_stream(field.stream_block, value, references)
    if is_day(value):
        value = resolve_day(value)
    value = field.to_python(references.link(value) if isinstance(value, str) else value)
    # Drafts are saved unvalidated, and the database's error for an overlong value does not name the field.
    field.run_validators(value)
    return value


def _as_instance_of(model: type[Model], found: Model) -> Model:
    # The tree may have returned the right class already, and pictures have no `specific`.
    return found if isinstance(found, model) else found.specific
