"""What the overview of the fields of action shows: the fields, and their measures by status."""

from collections import Counter
from dataclasses import dataclass

from .status import MeasureStatus


@dataclass(frozen=True)
class MeasureLine:
    title: str
    url: str
    field: str
    status: str
    responsible: str
    period: str

    @property
    def badge(self) -> dict:
        return MeasureStatus(self.status).badge


@dataclass(frozen=True)
class FieldCard:
    title: str
    url: str
    summary: str
    image: object
    measures: list[MeasureLine]


def make_card(field, measures) -> FieldCard:
    lines = [_line(measure, field) for measure in measures]
    return FieldCard(field.title, field.url, field.summary, field.share_image, lines)


def choose(cards: list[FieldCard], status: str) -> dict:
    """Return the context of the overview. An unknown status shows all measures."""
    measures = [measure for card in cards for measure in card.measures]
    choices = _choices(measures, status)
    chosen = next((choice for choice in choices if choice["current"]), None)
    shown = [measure for measure in measures if not chosen or measure.status == status]
    return {"fields": cards, "measures": shown, "total": len(measures), "choices": choices, "chosen": chosen}


def _line(measure, field) -> MeasureLine:
    return MeasureLine(
        title=measure.title,
        url=f"{field.url}#{measure.anchor}",
        field=field.title,
        status=measure.status,
        responsible=measure.responsible,
        period=measure.period,
    )


def _choices(measures: list[MeasureLine], status: str) -> list[dict]:
    counts = Counter(measure.status for measure in measures)
    return [
        {"value": each.value, "count": counts[each.value], "current": each == status, **each.badge}
        for each in MeasureStatus
    ]
