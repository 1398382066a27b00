"""The requests whose responses the API reference shows."""

from dataclasses import dataclass

from django.db import transaction
from django.test import Client, override_settings

from cms.api_toolkit.reference.examples import HOST

LONGEST = 240
MOST = 2


@dataclass(frozen=True)
class Request:
    """`of` is a list whose first item provides the values for `path`; `answer` is given instead of recorded."""

    path: str
    of: str = ""
    method: str = "GET"
    body: dict | None = None
    answer: dict | None = None


# Written by hand, since the form refuses submissions that are filled in within a moment.
SENT = {
    "ticket": "eyJwYWdlIjo3fQ:1vN…",
    "answers": {
        "ihr_name": "Ruth Heinz",
        "ihre_e_mail_adresse": "ruth@example.org",
        "worum_geht_es": "Mitmachen",
        "ihre_nachricht": "Ich möchte helfen.",
    },
}
RECEIVED = {
    "reference": "2026-7K3M9Q",
    "title": "Vielen Dank!",
    "message": "Ihre Nachricht ist angekommen.",
    "next_steps_html": "",
    "needs_confirmation": False,
}
REQUESTS = {
    "get_site": Request("/api/v1/site/"),
    "get_navigation": Request("/api/v1/navigation/?locale=de"),
    "list_organisations": Request("/api/v1/organisations/?category=sport&limit=1"),
    "get_organisation": Request("/api/v1/organisations/{id}", of="/api/v1/organisations/?category=sport"),
    "list_openings": Request("/api/v1/openings/?remote=true&limit=1"),
    "list_changes": Request("/api/v1/changes?limit=2"),
    "export_organisations_csv": Request("/api/v1/organisations.csv?step_free=true"),
    "export_organisations_geojson": Request("/api/v1/organisations.geojson?district=stahl"),
    "export_organisations_jsonl": Request("/api/v1/organisations.jsonl?category=sport"),
    "list_pages": Request("/api/v1/pages/?type=strategy&limit=2"),
    "get_page_by_path": Request("/api/v1/pages/by-path?path=/die-idee/"),
    "get_page": Request("/api/v1/pages/{id}", of="/api/v1/pages/?type=news&limit=1"),
    "list_documents": Request("/api/v1/documents/?limit=2"),
    "get_document": Request("/api/v1/documents/{id}", of="/api/v1/documents/"),
    "get_image": Request("/api/v1/images/{picture[id]}", of="/api/v1/pages/?type=strategy"),
    "list_news": Request("/api/v1/news/?limit=1"),
    "list_events": Request("/api/v1/events/?limit=1"),
    "list_occurrences": Request("/api/v1/occurrences/?kind=special&limit=1"),
    "list_redirects": Request("/api/v1/redirects"),
    "search": Request("/api/v1/search?q=ehrenamt&limit=1"),
    "list_forms": Request("/api/v1/forms/"),
    "get_form": Request("/api/v1/forms/kontakt"),
    "create_form_ticket": Request("/api/v1/forms/kontakt/tickets", method="POST"),
    "submit_form": Request("/api/v1/forms/kontakt/submissions", method="POST", body=SENT, answer=RECEIVED),
}


def record(requests: dict[str, Request] = REQUESTS) -> dict[str, dict]:
    """Send each request; return requests and responses by operation. Changes nothing."""
    with transaction.atomic(), override_settings(ALLOWED_HOSTS=["*"]):
        examples = {name: _example(request) for name, request in sorted(requests.items())}
        transaction.set_rollback(True)
    return examples


def _example(request: Request) -> dict:
    client = Client(SERVER_NAME=HOST.removeprefix("https://"))
    path = request.path
    if request.of:
        path = path.format(**client.get(request.of, secure=True).json()["items"][0])
    answer = request.answer or _answer(client, request.method, path)
    return {"method": request.method, "path": path, "body": request.body, "answer": answer}


def _answer(client: Client, method: str, path: str) -> dict | None:
    answer = client.generic(method, path, secure=True)
    if answer.status_code >= 300:
        raise ValueError(f"{path} answered {answer.status_code}: {answer.getvalue()[:500]}")
    is_json = answer["Content-Type"].startswith("application/json") and not answer.streaming
    return _shortened(answer.json()) if is_json else None


def _shortened(value, depth: int = 0):
    """Cut lists and long texts down to what shows their shape."""
    if isinstance(value, dict):
        # Half a pattern is none.
        return {
            name: each if name == "pattern" else _shortened(each, depth + 1) for name, each in value.items()
        }
    if isinstance(value, list):
        return [_shortened(each, depth + 1) for each in value[: MOST if depth < 4 else 1]]
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + "…"
    return value
