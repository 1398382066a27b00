"""Copies that follow `/changes` while others write to the same database. Runs in an installation."""

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from django.db import connection, transaction
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from cms.pages.visibility import PublicPageQuerySet
from cms.publishing.models import PublicThing
from tests.support.making import make_page

WRITERS, READERS, EDITS = 4, 2, 10
CHANGES = "/api/v1/changes"


class Mirror:
    """What a client knows that only reads `/changes`: the address of each page, with its `changed_at`."""

    def __init__(self):
        self.client, self.since, self.pages = Client(headers={"host": "localhost"}), "", {}

    def follow(self, limit: int) -> None:
        url = f"{CHANGES}?limit={limit}" + (f"&since={self.since}" if self.since else "")
        while url:
            part = self.client.get(url).json()
            for item in part["items"]:
                self._apply(item)
            self.since, url = part["since"], part["next"]

    def _apply(self, item: dict) -> None:
        if item["change"] == "delete":
            self.pages.pop(item["id"], None)
        else:
            self.pages[item["id"]] = item["url"], item["changed_at"]


def follow_while_others_write() -> str:
    """Return as JSON the number of reported changes, and surplus, missing and outdated items of each copy."""
    home, is_over = Site.objects.get().root_page, Event()
    pages = [make_page(home, f"Seite {number}").pk for number in range(WRITERS * 3)]
    mirrors = [Mirror() for _reader in range(READERS)]
    for mirror in mirrors:
        mirror.follow(100)
    with ThreadPoolExecutor(WRITERS + READERS) as threads:
        readers = [threads.submit(_read, mirror, is_over) for mirror in mirrors]
        writers = [threads.submit(_write, number, pages[number::WRITERS]) for number in range(WRITERS)]
        faults = [writer.result() for writer in writers]
        is_over.set()
        for reader in readers:
            reader.result()
    expected = _expected()
    return json.dumps(
        {
            "faults": [fault for fault in faults if fault],
            "told": PublicThing.objects.order_by("-number").values_list("number", flat=True).first(),
            "wrong": [len(dict(mirror.pages.items() ^ expected.items())) for mirror in mirrors],
        }
    )


def _expected() -> dict:
    """What is public according to the database, except for the times of changes."""
    noticed = dict(PublicThing.objects.filter(kind="page").values_list("object_id", "noticed_at"))
    pages = PublicPageQuerySet(Page).published().descendant_of(Site.objects.get().root_page, inclusive=True)
    return {page.pk: (page.get_full_url(), noticed[page.pk].isoformat()) for page in pages}


def _read(mirror: Mirror, is_over: Event) -> None:
    try:
        while not is_over.wait(0.05):
            mirror.follow(random.choice([1, 3, 100]))
        mirror.follow(100)
    finally:
        connection.close()


def _write(number: int, pages: list[int]) -> str:
    chance = random.Random(100 + number)
    try:
        for _edit in range(EDITS):
            with transaction.atomic():
                _edit_one(chance, chance.choice(pages))
                # Let transactions of others begin and end meanwhile.
                time.sleep(chance.choice([0, 0.01, 0.05]))
    except Exception as error:
        return type(error).__name__
    finally:
        connection.close()
    return ""


def _edit_one(chance: random.Random, pk: int) -> None:
    page = Page.objects.get(pk=pk).specific
    restrictions = PageViewRestriction.objects.filter(page=page)
    match chance.choice(["publish", "publish", "hide", "close"]):
        case "publish":
            for restriction in restrictions:
                restriction.delete()
            page.title = f"Seite {chance.randrange(10**6)}"
            page.save_revision().publish()
        case "hide":
            page.unpublish()
        case "close" if not restrictions:
            PageViewRestriction.objects.create(page=page, restriction_type="login")
