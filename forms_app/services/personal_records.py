"""What apps above keep about a person: they register it here, and it is exported and erased with everything else."""

from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Site

from cms.common.registry import Registry


@dataclass(frozen=True)
class PersonalRecords:
    """`export` returns values that JSON can hold, `erase` how many rows it deleted; both take the proven address and
    the town (None for all towns). `template` shows the exported `records` on the person's page."""

    name: str
    export: Callable[[str, Site | None], list[dict]]
    erase: Callable[[str, Site | None], int]
    template: str


PERSONAL_RECORDS: Registry[str, PersonalRecords] = Registry()


def export_records(email: str, town: Site | None) -> dict[str, list[dict]]:
    return {each.name: each.export(email, town) for each in PERSONAL_RECORDS.values()}


def erase_records(email: str, town: Site | None) -> int:
    return sum(each.erase(email, town) for each in PERSONAL_RECORDS.values())


def sections_of(data: dict) -> list[dict]:
    """Return what the person's page shows of an export: `template` and `records`, without what is empty."""
    return [
        {"template": each.template, "records": data[each.name]}
        for each in PERSONAL_RECORDS.values()
        if data[each.name]
    ]
