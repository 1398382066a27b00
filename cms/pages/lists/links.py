from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404

from cms.pages.visibility import public_page

ROWS = 12


def read_choice(value: str | None, offered: dict) -> str:
    if value and value not in offered:
        raise Http404
    return value or ""


def page_of(rows, number: str | None):
    try:
        return Paginator(rows, ROWS).page(number or 1)
    except InvalidPage as error:
        raise Http404 from error


def choice_links(offered: dict, parameter: str, chosen: dict) -> list[dict]:
    """One link per offered value; the chosen one leads back to the list without it."""
    return [
        {
            "text": text,
            "url": f"?{encode_query(chosen | {parameter: '' if chosen[parameter] == value else value})}",
            "current": chosen[parameter] == value,
        }
        for value, text in offered.items()
    ]


def encode_query(parameters: dict) -> str:
    return urlencode({name: value for name, value in parameters.items() if value})


def list_above(page) -> dict | None:
    parent = public_page(page.get_parent())
    return {"title": parent.title, "url": parent.url} if parent else None


def path_above(page) -> str:
    return page.path[: -page.steplen]
