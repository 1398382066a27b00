"""Reads the demo content: YAML files, validated just enough to name the file of a mistake."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

DEMO = Path(__file__).resolve().parent.parent
CONTENT = DEMO / "content"
PAGE_KEYS = {"path", "under", "slug", "model", "translation_of", "maintainership", "proposal"}


class ContentError(Exception):
    """A mistake in the content; the message names the file and the key."""


@dataclass
class PageRecord:
    """A page as written in YAML. `values` are the fields of its model."""

    path: str
    model: str
    source: str
    translation_of: str = ""
    maintainership: dict = field(default_factory=dict)
    proposal: dict = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.path.strip("/").rpartition("/")[2]

    @property
    def where(self) -> str:
        return f"{self.source}: {self.path}"


def read_yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ContentError(f"{path.relative_to(DEMO)} is missing.") from None
    except yaml.YAMLError as error:
        raise ContentError(f"{path.relative_to(DEMO)}: {error}") from error


def read_page_records() -> list[PageRecord]:
    """Return all pages, parents before children, otherwise in file order."""
    records = [record for path in sorted((CONTENT / "pages").glob("*.yaml")) for record in _records_of(path)]
    doubled = {record.path for record in records if [each.path for each in records].count(record.path) > 1}
    if doubled:
        raise ContentError(f"More than one page has the path {', '.join(sorted(doubled))}.")
    return sorted(records, key=lambda record: record.path.count("/"))


def _records_of(path: Path) -> list[PageRecord]:
    data = read_yaml(path)
    source = str(path.relative_to(CONTENT))
    if isinstance(data, list):
        return [_record(each, source) for each in data]
    return [_record(data["defaults"] | each, source) for each in data["pages"]]


def _record(data: dict, source: str) -> PageRecord:
    path = data.get("path") or f"{data['under']}{data['slug']}/"
    try:
        return PageRecord(
            path=path,
            model=data["model"],
            source=source,
            translation_of=data.get("translation_of", ""),
            maintainership=data.get("maintainership", {}),
            proposal=data.get("proposal", {}),
            values={name: value for name, value in data.items() if name not in PAGE_KEYS},
        )
    except KeyError as error:
        raise ContentError(f"{source}: {path}: {error} is missing.") from error
