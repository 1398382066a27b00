"""What a page lacks, and how its record keeps that for the staff's lists."""

from ..domain.completeness import READS, Part, missing_parts

SEPARATOR = ","


def missing_of(page) -> list[Part]:
    """Ask the rule about a stored page or a draft."""
    facts = {name: getattr(page, page._meta.get_field(name).attname) for name in READS[""]}
    for relation in ("offers", "meeting_places"):
        facts[relation] = [
            {name: getattr(row, name) for name in READS[relation]} for row in getattr(page, relation).all()
        ]
    return missing_parts(facts)


def to_column(parts: list[Part]) -> str:
    return SEPARATOR.join(parts)


def from_column(text: str) -> list[Part]:
    """What the version before has named otherwise is left out."""
    return [Part(name) for name in text.split(SEPARATOR) if name in Part.values]
