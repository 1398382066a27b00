"""`/occurrences/`: everything dated, by day: event pages, clubs' dates, and the offers of the directory."""

from django.http import HttpRequest
from ninja import Query, Router

from cms.api_toolkit.keyset import Order, next_url, offset_cursor, part_of, read_offset
from cms.caching.cache_keys import tag
from cms.pages.site_trees import home_of, site_of
from cms.searches.counting import count_in_vain
from directory.browse.facets import in_tree_order
from directory.publishing.terms import Terms, get_terms

from ..browse.query.results import Results
from ..browse.query.selection import Selection
from ..models import Occurrence
from .items import item_of
from .parameters import FLAGS, OccurrenceParameters
from .schemas import OccurrenceList

BY_START = Order("start", ("start", "event__series", "pk"))
router = Router(tags=["News and dates"])


@router.get("/occurrences/", response=OccurrenceList, summary="Dates by day")
def list_occurrences(request: HttpRequest, parameters: Query[OccurrenceParameters]):
    """Everything dated, each single date: the office's events, those of clubs, and their offers.

    The office's events are those in `locale`; what clubs have in the town's own language only is told in each.

    The same as files to subscribe to: `/daten/termine.ics`, `/daten/termine.csv`, `/daten/termine.json`.
    """
    site = site_of(request)
    home, terms = home_of(site, parameters.locale), get_terms(site)
    chosen, guess = parameters.asked(parameters.selection(home, terms), terms)
    count_in_vain(request, parameters.q, guess.lost)
    distances = parameters.distances(home)
    dates = chosen.occurrences().exclude(status=Occurrence.Status.MOVED_AWAY)
    rows, count, cursor = _part(dates, distances, parameters)
    tag(request, "events", "organisations")
    return {
        "items": [item_of(row, terms, request, distances.get(row.event_id)) for row in rows],
        "count": count,
        "next": next_url(request, cursor),
        "guess": guess.text or None,
        "facets": _facets(chosen, terms),
    }


def _part(dates, distances: dict[int, int], parameters) -> tuple[list[Occurrence], int, str | None]:
    if parameters.order == "start":
        part = part_of(dates.for_reading(), BY_START, parameters.cursor, parameters.limit)
        return part.rows, part.count, part.cursor
    start = read_offset(parameters.cursor)
    keys = [
        pk
        for _metres, _start, pk in sorted(
            (distances[event], begins, pk) for pk, event, begins in dates.values_list("pk", "event", "start")
        )
    ]
    found = Occurrence.objects.for_reading().in_bulk(keys[start : start + parameters.limit])
    rows = [found[key] for key in keys[start : start + parameters.limit] if key in found]
    return rows, len(keys), offset_cursor(start + parameters.limit, len(keys))


def _facets(chosen: Selection, terms: Terms) -> dict:
    found = Results(chosen)
    words = {"free": "Free of charge", "step_free": "Without a step"}
    flags = {name: found.having(name) for name in FLAGS}
    return {
        "category": _values(found.counts("category"), chosen.categories, terms.categories),
        "district": _values(found.counts("district"), chosen.districts, terms.districts),
        "flags": [
            {"value": name, "label": words[name], "count": flags[name], "parent": None}
            for name in FLAGS
            if flags[name] or name in chosen.flags
        ],
    }


def _values(counts: dict[int, tuple[int, int]], chosen: tuple[int, ...], labels: dict) -> list[dict]:
    return [
        {
            "value": label.slug,
            "label": label.name,
            "count": counts.get(key, (0, 0))[0],
            "parent": labels[label.parent].slug if label.parent in labels else None,
        }
        for key, label in in_tree_order(labels)
        if counts.get(key, (0, 0))[0] or key in chosen
    ]
