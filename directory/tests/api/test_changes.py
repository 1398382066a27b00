"""Whoever applies the changes has what is public: after any edits, at any moment, and nothing else."""

import os
import random
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from cms.core.caching import VERSION_KEY, refresh_content
from cms.core.models import ChangeFeed, PublicPageQuerySet, PublicThing
from cms.core.tests.answers import forget_answers
from cms.core.tests.making import make_document, make_page
from directory.exports.records import record_of
from directory.exports.source import read_source
from directory.models import (
    Category,
    ContactPerson,
    DirectoryPage,
    Opening,
    OrganisationPage,
    PublicEntry,
    Stewardship,
    Tombstone,
)
from directory.tests.factories import make_category, make_entry
from directory.tests.full_entry import make_full_entry

CHANGES = "/api/v1/changes"
SEED = 20261126
# So many in twenty seconds; a thousand take more than a minute.
EDITS = int(os.environ.get("EDITS", "300"))


class Mirror:
    """A copy kept by somebody who only reads `/changes`."""

    def __init__(self, client):
        self.client, self.since, self.things = client, None, {}

    def follow(self, limit: int = 1000) -> list[dict]:
        applied, url = [], f"{CHANGES}?limit={limit}" + (f"&since={self.since}" if self.since else "")
        while url:
            answer = self.client.get(url)
            assert answer.status_code == 200, answer.content
            part = answer.json()
            for item in part["items"]:
                self._apply(item)
            applied += part["items"]
            self.since, url = part["since"], part["next"]
        return applied

    def _apply(self, item: dict) -> None:
        name = item["type"], item["id"]
        if item["change"] == "delete":
            self.things.pop(name, None)
        else:
            self.things[name] = _content(item["id"]) if item["type"] == "page" else item.get("record")


def _content(page: int) -> tuple:
    return Page.objects.values_list("title", "live_revision", "url_path").get(pk=page)


def fresh_dump(rf) -> dict:
    """What is public now, read without the list of changes."""
    root = Site.objects.get(is_default_site=True).root_page
    pages = PublicPageQuerySet(Page).published().descendant_of(root, inclusive=True)
    entries = [record_of(entry) for entry in read_source(rf.get("/"), "de")]
    return {("page", page.pk): _content(page.pk) for page in pages.not_type(OrganisationPage)} | {
        ("organisation", record["id"]): record for record in entries
    }


@pytest.fixture
def mirror(client):
    return Mirror(client)


def keys(items: list[dict]) -> list[tuple]:
    return [(item["type"], item["change"], item["id"]) for item in items]


def test_without_since_everything_public_is_told(mirror, directory, rf):
    make_full_entry(directory)
    make_entry(directory, live=False)
    items = mirror.follow(limit=1)
    assert mirror.things == fresh_dump(rf)
    assert len(items) == len(mirror.things) == 3
    assert {item["change"] for item in items} == {"upsert"}


def test_nothing_is_told_twice(mirror, directory):
    make_entry(directory)
    assert mirror.follow()
    assert mirror.follow() == []
    refresh_content()
    assert mirror.follow() == []


def _draft(page):
    page.title = "Entwurf"
    page.save_revision()


def _consent(page):
    person = ContactPerson(role="Leitung", name="Kim Beispiel")
    person.consented_on, person.name_is_public = timezone.localdate(), True
    page.contact_people = [person]
    page.save_revision().publish()


def _assure(page):
    Stewardship.objects.update_or_create(page=page, defaults={"assured_on": timezone.localdate()})
    OrganisationPage.objects.get(pk=page.pk).save()


def _rename(page):
    # The words by which it is found stay the same.
    category = Category.objects.get(pk=page.main_category_id)
    category.name = category.name.upper()
    category.save()


UPSERT, DELETE, NOTHING = ["upsert"], ["delete"], []
WAYS = {
    "a draft": (_draft, NOTHING),
    "a change": (_consent, UPSERT),
    "an assurance": (_assure, UPSERT),
    "a category's name": (_rename, UPSERT),
    "hidden": (lambda page: page.unpublish(), DELETE),
    "deleted": (lambda page: page.delete(), DELETE),
    "private": (lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"), DELETE),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_happens_to_an_entry_is_told(mirror, directory, committed, rf, way):
    page = make_entry(directory)
    mirror.follow()
    act, told = WAYS[way]
    with committed():
        act(OrganisationPage.objects.get(pk=page.pk))
    assert keys(mirror.follow()) == [("organisation", change, str(page.public_id)) for change in told]
    assert mirror.things == fresh_dump(rf)


def test_a_private_directory_takes_all_its_entries_along(mirror, directory, committed, rf):
    entries = {str(make_entry(directory).public_id) for _number in range(3)}
    mirror.follow()
    with committed():
        PageViewRestriction.objects.create(page=directory, restriction_type="login")
    told = mirror.follow()
    assert {item["id"] for item in told if item["change"] == "delete"} == entries | {directory.pk}
    with committed():
        PageViewRestriction.objects.all().delete()
        directory.save()
    mirror.follow()
    assert mirror.things == fresh_dump(rf)


def test_a_merged_entry_names_the_one_that_took_over(mirror, directory, committed):
    kept, gone = make_entry(directory), make_entry(directory)
    mirror.follow()
    with committed():
        gone.unpublish()
        Tombstone.objects.filter(public_id=gone.public_id).update(merged_into=kept.public_id)
    (item,) = mirror.follow()
    assert (item["change"], item["merged_into"]) == ("delete", str(kept.public_id))


def test_a_call_that_ends_by_itself_changes_its_entry(mirror, directory, time_travel):
    call = Opening(title="Heute noch", valid_until=timezone.localdate())
    page = make_entry(directory, openings=[call])
    mirror.follow()
    time_travel(timezone.now() + timedelta(days=1))
    (item,) = mirror.follow()
    assert (item["id"], item["record"]["openings"]) == (str(page.public_id), [])


def test_a_parts_entry_hears_of_the_whole(mirror, directory, committed, rf):
    whole = make_entry(directory, "Turnverein")
    part = make_entry(directory, "Abteilung", parent_organisation=whole)
    mirror.follow()
    with committed():
        whole.title = "Sportverein"
        whole.save_revision().publish()
    assert {item["id"] for item in mirror.follow()} == {str(whole.public_id), str(part.public_id)}
    assert mirror.things == fresh_dump(rf)


def test_a_document_is_told_while_a_public_page_refers_to_it(mirror, home, committed):
    used, unused = make_document("Satzung"), make_document("Geheim")
    page = make_page(home, "Downloads")
    with committed():
        page.body = body_with(used)
        page.save_revision().publish()
        page.body = body_with(unused)
        page.save_revision()
    documents = {item["id"] for item in mirror.follow() if item["type"] == "document"}
    assert documents == {used.pk}
    with committed():
        private = Collection.get_first_root_node().add_child(name="Intern")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        used.collection = private
        used.save()
    assert keys(mirror.follow()) == [("document", "delete", used.pk)]
    assert unused.pk not in documents


def body_with(document):
    return [("richtext", f'<p><a linktype="document" id="{document.pk}">Satzung</a></p>')]


def test_another_town_has_its_own_list(client, mirror, directory, committed):
    other = Page(title="Nachbarstadt", slug="nachbarstadt")
    Page.get_first_root_node().add_child(instance=other)
    Site.objects.create(hostname="nachbar.example", port=80, root_page=other)
    own = DirectoryPage(title="Verzeichnis", slug="verzeichnis")
    other.add_child(instance=own)
    foreign, page = make_entry(own), make_entry(directory)
    mirror.follow()
    assert ("organisation", str(page.public_id)) in mirror.things
    assert ("organisation", str(foreign.public_id)) not in mirror.things
    items = client.get(CHANGES, headers={"Host": "nachbar.example"}).json()["items"]
    assert {item["id"] for item in items} == {str(foreign.public_id), other.pk, own.pk}


@pytest.mark.parametrize("since", ["", "x", "W10", "WyJ4IiwxXQ", "%00", "WzEsMl0", "[" * 190, "x" * 300])
def test_a_since_of_nobody_is_refused(client, directory, since):
    answer = client.get(CHANGES, {"since": since})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"].split(".")[0]) in {
        (422, "since"),
        (422, "cursor"),
    }


def test_a_list_that_begins_anew_says_so(client, mirror, directory):
    make_entry(directory)
    mirror.follow()
    ChangeFeed.objects.all().delete()
    PublicThing.objects.all().delete()
    forget_answers()
    assert client.get(CHANGES, {"since": mirror.since}).status_code == 410


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 1001}, {"limit": "x"}, {"from": "1"}])
def test_what_nobody_offers_is_refused(client, directory, query):
    assert client.get(CHANGES, query).status_code == 422


def test_noting_changes_costs_the_same_for_many(client, directory, django_assert_num_queries):
    def queries() -> int:
        forget_answers()
        with CaptureQueriesContext(connection) as asked:
            client.get(CHANGES, {"limit": 1})
        return len(asked)

    make_entry(directory)
    client.get(CHANGES)
    refresh_content_now()
    few = queries()
    for _number in range(10):
        make_entry(directory)
    refresh_content_now()
    assert queries() == few
    assert queries() <= 5


def refresh_content_now():
    caches["versions"].delete(VERSION_KEY)


class Editor:
    """Does at random what editors do."""

    def __init__(self, directory, chance: random.Random):
        self.directory, self.chance = directory, chance
        self.home = directory.get_parent()
        self.acts = [
            *[self.add] * 3,
            *[self.publish] * 4,
            self.draft,
            self.hide,
            self.delete,
            self.merge,
            self.close,
            self.open,
            self.move,
            self.rename_category,
            self.edit_page,
            self.hide_page,
            self.rename_directory,
        ]

    def act(self) -> None:
        self.chance.choice(self.acts)()

    def some(self, pages):
        found = list(pages.order_by("pk"))
        return self.chance.choice(found).specific if found else None

    def entry(self, **wanted):
        return self.some(OrganisationPage.objects.filter(**wanted))

    def word(self) -> str:
        return f"Verein {self.chance.randrange(10**6)}"

    def add(self):
        parent = self.entry(live=True) if self.chance.random() < 0.3 else None
        make_entry(self.directory, self.word(), category=self.category(), parent_organisation=parent)

    def category(self):
        return self.chance.choice(list(Category.objects.order_by("pk")))

    def publish(self):
        if page := self.entry():
            page.title, page.summary = self.word(), self.word()
            page.save_revision().publish()

    def draft(self):
        if page := self.entry():
            page.title = "Nur ein Entwurf"
            page.save_revision()

    def hide(self):
        if page := self.entry(live=True):
            page.unpublish()

    def delete(self):
        if page := self.entry():
            page.delete()

    def merge(self):
        one, other = self.entry(live=True), self.entry(live=True)
        if one and one.pk != other.pk:
            other.unpublish()
            Tombstone.objects.filter(public_id=other.public_id).update(merged_into=one.public_id)

    def close(self):
        pages = Page.objects.descendant_of(self.home).exclude(pk=self.directory.pk)
        page = self.directory if self.chance.random() < 0.2 else self.some(pages)
        if page:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def open(self):
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()

    def move(self):
        page, below = self.plain_page(), self.plain_page()
        if page and below and not below.is_descendant_of(page) and page.pk != below.pk:
            page.move(below, pos="last-child")

    def plain_page(self):
        return self.some(Page.objects.descendant_of(self.home).filter(title__startswith="Seite"))

    def rename_category(self):
        category = self.category()
        category.name = f"Bereich {self.chance.randrange(10**6)}"
        category.save()

    def edit_page(self):
        page = self.plain_page()
        if page is None or self.chance.random() < 0.3:
            parent = page if page and self.chance.random() < 0.5 else self.home
            parent.refresh_from_db()
            parent.add_child(instance=Page(title=f"Seite {self.word()}"))
        else:
            page.title = f"Seite {self.word()}"
            page.save_revision().publish()

    def hide_page(self):
        if page := self.plain_page():
            page.unpublish()

    def rename_directory(self):
        page = DirectoryPage.objects.get(pk=self.directory.pk)
        page.slug = f"verzeichnis-{self.chance.randrange(10**6)}"
        page.save_revision().publish()


def test_a_mirror_equals_what_is_public_after_any_edits(mirror, client, directory, committed, rf):
    chance = random.Random(SEED)
    for name in ("Sport", "Musik", "Hilfe"):
        make_category(name)
    editor = Editor(directory, chance)
    for number in range(EDITS):
        with committed():
            editor.act()
        if chance.random() < 0.1:
            mirror.follow(limit=chance.choice([1, 3, 1000]))
        if number % 40 == 0:
            mirror.follow()
            assert mirror.things == fresh_dump(rf), number
    mirror.follow()
    assert mirror.things == fresh_dump(rf)
    anew = Mirror(client)
    anew.follow()
    assert anew.things == mirror.things
    assert PublicEntry.objects.exists() and PublicThing.objects.filter(is_gone=True).exists()
