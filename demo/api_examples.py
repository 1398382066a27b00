"""The requests whose answers the reference of the API shows."""

import json
from dataclasses import dataclass

from django.db import transaction
from django.test import Client, override_settings

from cms.core.api.reference.examples import HOST

LONGEST = 240
MOST = 2


@dataclass(frozen=True)
class Request:
    """`of` is a list in whose first item the values of `path` are found; `answer` is told, not asked for."""

    path: str
    of: str = ""
    method: str = "GET"
    body: dict | None = None
    answer: dict | None = None


# What nobody can send in a moment: the form wants time to be filled in.
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
    "list_redirects": Request("/api/v1/redirects"),
    "search": Request("/api/v1/search?q=ehrenamt&limit=1"),
    "list_forms": Request("/api/v1/forms/"),
    "get_form": Request("/api/v1/forms/kontakt"),
    "create_form_ticket": Request("/api/v1/forms/kontakt/tickets", method="POST"),
    "submit_form": Request("/api/v1/forms/kontakt/submissions", method="POST", body=SENT, answer=RECEIVED),
}


def record(requests: dict[str, Request] = REQUESTS) -> dict[str, dict]:
    """Send each request and return it with its answer, by operation. Changes nothing."""
    with transaction.atomic(), override_settings(ALLOWED_HOSTS=["*"]):
        examples = {name: _example(name, request) for name, request in sorted(requests.items())}
        transaction.set_rollback(True)
    return examples


def _example(name: str, request: Request) -> dict:
    client = Client(SERVER_NAME=HOST.removeprefix("https://"))
    path = request.path
    if request.of:
        path = path.format(**_get(client, request.of)["items"][0])
    if request.answer:
        return {"method": request.method, "path": path, "body": request.body, "answer": request.answer}
    answer = client.generic(request.method, path, secure=True)
    if answer.status_code >= 300:
        raise ValueError(f"{name}: {path} answered {answer.status_code}: {answer.getvalue()[:500]}")
    is_json = answer["Content-Type"].startswith("application/json") and not answer.streaming
    return {
        "method": request.method,
        "path": path,
        "body": None,
        "answer": _shortened(json.loads(answer.content)) if is_json else None,
    }


def _get(client: Client, path: str) -> dict:
    return json.loads(client.get(path, secure=True).content)


def _shortened(value, depth: int = 0):
    """Leave of each list and long text as much as shows what it is."""
    if isinstance(value, dict):
        return {name: _shortened(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_shortened(each, depth + 1) for each in value[: MOST if depth < 4 else 1]]
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + "…"
    return value
