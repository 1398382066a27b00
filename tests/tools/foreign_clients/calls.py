"""Calls a running site with the generated client, whose models and those of another generator must read each answer.

Prints what was read, by operation.
"""

import json
import sys
import time
from typing import Any
from uuid import UUID

import models
from pydantic import BaseModel
from town import Client
from town.api.changes import list_changes
from town.api.directory import export_organisations_csv, get_organisation, list_organisations
from town.api.forms import create_form_ticket, get_form, submit_form
from town.api.news_and_dates import list_news
from town.api.pages import get_page_by_path
from town.api.search import search
from town.api.site import get_site
from town.models.form_consent import FormConsent
from town.models.form_detail import FormDetail
from town.models.form_sending import FormSending
from town.models.form_sending_answers import FormSendingAnswers
from town.models.form_ticket import FormTicket
from town.models.list_organisations_weekday_item import ListOrganisationsWeekdayItem as Weekday
from town.models.organisations import Organisations
from town.models.search_type import SearchType
from town.types import Response

UNKNOWN = UUID("00000000-0000-4000-8000-000000000000")
answers: dict[str, tuple[int, Any]] = {}


def note(name: str, answer: Response[Any], model: type[BaseModel] | None) -> None:
    assert answer.parsed is not None
    if model:
        model.model_validate_json(answer.content)
    answers[name] = (answer.status_code, answer.parsed.to_dict() if model else answer.parsed)


def call(town: Client) -> None:
    form = get_form.sync_detailed("kontakt", client=town)
    ticket = create_form_ticket.sync_detailed("kontakt", client=town)
    note("get_form", form, models.FormDetail)
    note("create_form_ticket", ticket, models.FormTicket)
    note("get_site", get_site.sync_detailed(client=town), models.Site)
    page = get_page_by_path.sync_detailed(client=town, path="/")
    note("get_page_by_path", page, models.PageOrRedirect)
    hits = search.sync_detailed(client=town, q="chor", type_=SearchType.ORGANISATION)
    note("search", hits, models.SearchResult)
    news = list_news.sync_detailed(client=town, order="newest", limit=3)
    note("list_news", news, models.NewsList)
    found = list_organisations.sync_detailed(
        client=town, q="musik", weekday=[Weekday.TU, Weekday.TH], limit=5
    )
    note("list_organisations", found, models.Organisations)
    assert isinstance(found.parsed, Organisations)
    entry = get_organisation.sync_detailed(found.parsed.items[0].id, client=town)
    note("get_organisation", entry, models.OrganisationRecord)
    note("list_changes", list_changes.sync_detailed(client=town, limit=100), models.Changes)
    table = export_organisations_csv.sync_detailed(client=town, q="musik")
    note("export_organisations_csv", table, None)
    note("404", get_organisation.sync_detailed(UNKNOWN, client=town), models.Problem)
    note("422", list_news.sync_detailed(client=town, limit=1000), models.Problem)
    assert isinstance(form.parsed, FormDetail) and isinstance(ticket.parsed, FormTicket)
    time.sleep(form.parsed.minimum_seconds + 0.2)
    sent = submit_form.sync_detailed("kontakt", client=town, body=sending(form.parsed, ticket.parsed))
    note("submit_form", sent, models.FormReceipt)


def sending(form: FormDetail, ticket: FormTicket) -> FormSending:
    message = FormSendingAnswers.from_dict(
        {
            "ihr_name": "Ruth Heinz",
            "ihre_e_mail_adresse": "ruth@example.org",
            "worum_geht_es": "Mitmachen",
            "ihre_nachricht": "Ich möchte helfen.",
        }
    )
    consent = form.consent.fingerprint if isinstance(form.consent, FormConsent) else ""
    return FormSending(ticket.ticket, message, consent=consent)


with Client(base_url=sys.argv[1]) as client:
    call(client)
sys.stdout.write(json.dumps(answers))
