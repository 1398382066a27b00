"""Creates pages from the starter's records."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml
from django.apps import apps
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page

HERE = Path(__file__).resolve().parent
NOT_FIELDS = {"model", "as", "menu", "text", "buttons"}
_LINK = re.compile(r'href="page:([a-z-]+)"')


def read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def filled(value: Any, words: dict[str, str]) -> Any:
    """Fill in the town's data in all nested texts."""
    if isinstance(value, str):
        for name, word in words.items():
            value = value.replace(f"{{{name}}}", word)
        return value
    if isinstance(value, dict):
        return {key: filled(each, words) for key, each in value.items()}
    return [filled(each, words) for each in value] if isinstance(value, list) else value


def add_page(parent: Page, record: dict) -> Page:
    """Add a draft, since pages that it links to may not exist yet."""
    model = apps.get_model(record["model"])
    page = model(live=False, locale=parent.locale)
    children = {
        relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(model)
    }
    for name, value in record.items():
        if name in children:
            setattr(page, name, [children[name](**row) for row in value])
        elif name not in NOT_FIELDS:
            setattr(page, name, value)
    return parent.add_child(instance=page)


def publish(page: Page, record: dict, pages: dict[str, Page]) -> None:
    page = page.specific_class.objects.get(pk=page.pk)
    if text := record.get("text"):
        page.body = json.dumps([_block(each, pages) for each in text])
    page.save_revision().publish()


def _block(part: str | dict, pages: dict[str, Page]) -> dict:
    if isinstance(part, dict):
        return block("heading", {"text": part["heading"], "level": "h2"})
    return block("richtext", _LINK.sub(lambda found: f'linktype="page" id="{pages[found[1]].pk}"', part))


def block(kind: str, value: Any) -> dict:
    return {"type": kind, "value": value, "id": str(uuid4())}


def fill_empty_lists() -> None:
    """Lists are shared by all towns, so existing terms stay."""
    for name, rows in read("lists.yaml").items():
        model = apps.get_model(name)
        if not model.objects.exists():
            for place, row in enumerate(rows, start=1):
                model.objects.create(sort_order=place, **row)


def is_untouched(page: Page) -> bool:
    """Whether it is Wagtail's welcome page."""
    return page.specific_class in (Page, None) and page.numchild == 0


def german() -> Locale:
    return Locale.objects.get_or_create(language_code="de")[0]
