"""Data for the overview: the fields of action, and their measures by status."""

from collections import Counter
from dataclasses import dataclass

from .models.measures import MeasureStatus


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
    page: int
    title: str
    url: str
    summary: str
    image: object
    measures: list[MeasureLine]


def make_card(field, measures) -> FieldCard:
    lines = [_line(measure, field) for measure in measures]
    return FieldCard(field.pk, field.title, field.url, field.summary, field.share_image, lines)


def choose(cards: list[FieldCard], status: str) -> dict:
    """Return the context of the overview. An unknown status selects all measures."""
    measures = [measure for card in cards for measure in card.measures]
    chosen = status if status in MeasureStatus.values else ""
    shown = [measure for measure in measures if not chosen or measure.status == chosen]
    return {
        "fields": cards,
        "measures": shown,
        "total": len(measures),
        "choices": _choices(measures, chosen),
        "chosen": chosen,
    }


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
    """Return each status with its wording, its count, and its share of the bar in per cent."""
    counts = Counter(measure.status for measure in measures)
    choices, offset = [], 0.0
    for each in reversed(MeasureStatus):
        share = round(100 * counts[each] / len(measures), 2) if measures else 0
        part = {"value": each.value, "count": counts[each], "share": share, "offset": round(offset, 2)}
        choices.append(part | {"current": each == status} | each.badge)
        offset += share
    return choices
