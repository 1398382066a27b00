"""The editors' lists: categories, districts, target groups …"""

from django.apps import apps
from django.db.models import Model

from .data import CONTENT, read_yaml


def load_snippets() -> int:
    """Create missing ones, identified by slug or name; return how many are new."""
    lists = read_yaml(CONTENT / "snippets.yaml")
    return sum(_load(apps.get_model(label), entries) for label, entries in lists.items())


def _load(model: type[Model], entries: list[dict], **common) -> int:
    created = 0
    for position, entry in enumerate(entries):
        values = {name: _text(value) for name, value in entry.items() if name != "children"}
        mark = "slug" if "slug" in entry else "name"
        snippet, is_new = model.objects.get_or_create(
            **{mark: entry[mark]}, defaults=_known(model, values | {"sort_order": position} | common)
        )
        created += is_new + _load(model, entry.get("children", []), parent=snippet)
    return created


def _known(model: type[Model], values: dict) -> dict:
    names = {field.name for field in model._meta.get_fields()}
    return {name: value for name, value in values.items() if name in names}


def _text(value) -> str:
    return ", ".join(value) if isinstance(value, list) else value
