"""Applying the changes reproduces exactly what is public, after any edits and at any moment."""

import os
import random
from collections import Counter
from contextvars import Context
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from cms.caching.content_version import VERSION_KEY, refresh_content
from cms.pages.visibility import PublicPageQuerySet
from cms.publishing.change_feed import up_to_date
from cms.publishing.models import ChangeFeed, PublicThing
from cms.towns.scope import below_homes
from directory.duplicates.choices import Choice, merge_facts_of
from directory.duplicates.merging import merge_entries
from directory.exports.records import record_of
from directory.exports.source import read_source, with_url_path
from directory.models import (
    Category,
    ContactPerson,
    DirectoryPage,
    Maintainership,
    Offer,
    Opening,
    OrganisationPage,
    PublicEntry,
    Tombstone,
)
from directory.tests.factories import make_category, make_entry
from directory.tests.full_entry import make_full_entry
from tests.support.making import make_document, make_page, make_user

CHANGES = "/api/v1/changes"
SEED = 20261126
# A thousand take a minute and a half.
EDITS = int(os.environ.get("EDITS", "200"))


class Mirror:
    """A copy made by reading only `/changes`."""

    def __init__(self, client, host: str = "testserver"):
        self.client, self.host, self.since, self.things = client, host, None, {}

    def follow(self, limit: int = 1000) -> list[dict]:
        applied, url = [], f"{CHANGES}?limit={limit}" + (f"&since={self.since}" if self.since else "")
        while url:
            answer = self.client.get(url, headers={"host": self.host})
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


def fresh_dump(rf, host: str = "testserver") -> dict:
    """What is public now, read without the change feed; no key occurs twice."""
    request = rf.get("/", headers={"host": host})
    site = Site.find_for_request(request)
    homes = site.root_page.get_translations(inclusive=True)
    pages = PublicPageQuerySet(Page).published().filter(below_homes(site)).not_type(OrganisationPage)
    pages = pages.not_exact_type(Page)
    things = [(("page", page.pk), _content(page.pk)) for page in pages]
    for code in homes.values_list("locale__language_code", flat=True):
        with translation.override(code):
            records = [record_of(entry) for entry in _everything(read_source(request, code))]
        offers = [offer["id"] for record in records for offer in record["offers"]]
        assert len(offers) == len(set(offers))
        things += [(("organisation", record["id"]), record) for record in records]
    assert len(things) == len(dict(things))
    return dict(things)


def _everything(source) -> list:
    """Of a town with several lists, all of them."""
    return source.entries_of(list(with_url_path(source.entries)))


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
    assert len(items) == len(mirror.things) == 2
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
    Maintainership.objects.update_or_create(page=page, defaults={"assured_on": timezone.localdate()})
    OrganisationPage.objects.get(pk=page.pk).save()


def _rename(page):
    # The search terms of the entry stay the same.
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
    assert {item["id"] for item in items} == {str(foreign.public_id), own.pk}


def _hide_a_page(directory, page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def _rename_the_list(directory, page):
    directory.slug = "vereine"
    directory.save_revision().publish()


@pytest.mark.parametrize("change", [_hide_a_page, _rename_the_list])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_what_another_reader_notes_meanwhile_is_neither_undone_nor_told_with_what_was_cached(
    client, mirror, directory, committed, rf, monkeypatch, change, moment
):
    make_entry(directory)
    page, quick = make_page(directory.get_parent(), "Seite"), Mirror(client)
    mirror.follow()

    def others_act() -> None:
        # As in another thread or process, which knows nothing of the version that this request began with.
        with committed():
            change(directory, page)
        quick.follow()

    def held_up(site):
        monkeypatch.setattr("home.changes_api.up_to_date", up_to_date)
        if moment == "before":
            Context().run(others_act)
        feed = up_to_date(site)
        if moment == "after":
            Context().run(others_act)
        return feed

    monkeypatch.setattr("home.changes_api.up_to_date", held_up)
    mirror.follow()
    assert quick.follow() == []
    mirror.follow()
    assert mirror.things == quick.things == fresh_dump(rf)


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
    assert client.get(CHANGES, {"since": mirror.since}).status_code == 410


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 1001}, {"limit": "x"}, {"from": "1"}])
def test_what_nobody_offers_is_refused(client, directory, query):
    assert client.get(CHANGES, query).status_code == 422


def test_noting_changes_costs_the_same_for_many(client, directory, django_assert_num_queries):
    def queries() -> int:
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


class NobodyError(Exception):
    """There is nobody to do it to."""


class Editor:
    """Does random editing actions on entries, their lists in two towns, and plain pages."""

    MOST = 25

    def __init__(self, directory, chance: random.Random):
        self.directory, self.chance = directory, chance
        self.home = directory.get_parent()
        self.neighbour = make_neighbour()
        self.english = Locale.objects.create(language_code="en")
        self.staff = make_user("chefin", is_superuser=True)
        self.acts = [
            *[self.add] * 2,
            *[self.publish] * 4,
            *[self.copy] * 2,
            *[self.alias] * 3,
            self.copy_page,
            self.alias_page,
            self.convert,
            self.translate,
            self.draft,
            self.hide,
            self.restore,
            self.schedule,
            self.delete,
            self.merge,
            self.close,
            self.close,
            self.open,
            self.move,
            self.move_entry,
            self.rename_category,
            self.edit_page,
            self.hide_page,
            self.delete_page,
            self.rename_directory,
            self.copy_directory,
        ]
        self.done = Counter()

    def act(self) -> None:
        """Act once; choose again where nothing could be done."""
        try:
            act = self.chance.choice(self.acts)
            act()
        except NobodyError:
            self.act()
        else:
            self.done[act.__name__] += 1

    def some(self, pages):
        found = list(pages.order_by("pk").values_list("pk", flat=True))
        return Page.objects.get(pk=self.chance.choice(found)).specific if found else None

    def entry(self, **wanted):
        return self.some(OrganisationPage.objects.filter(**wanted))

    def original(self, **wanted):
        return self.entry(alias_of=None, **wanted)

    def list(self):
        return self.some(DirectoryPage.objects.filter(alias_of=None))

    def plain_page(self, **wanted):
        below = Q(path__startswith=self.home.path) | Q(path__startswith=self.neighbour.path)
        return self.some(Page.objects.filter(below, title__startswith="Seite", **wanted))

    def word(self) -> str:
        return f"Verein {self.chance.randrange(10**6)}"

    def slug(self) -> str:
        return f"adresse-{self.chance.randrange(10**9)}"

    def is_full(self) -> bool:
        return Page.objects.count() > self.MOST * 2 or OrganisationPage.objects.count() > self.MOST

    def add(self):
        if self.is_full():
            raise NobodyError
        parent = self.original(live=True) if self.chance.random() < 0.3 else None
        parts = {"offers": [Offer(name="Turnen")], "openings": [Opening(title="Kasse")]}
        make_entry(self.list(), self.word(), category=self.category(), parent_organisation=parent, **parts)

    def category(self):
        return self.chance.choice(list(Category.objects.order_by("pk")))

    def publish(self):
        if not (page := self.original()):
            raise NobodyError
        page.title, page.summary = self.word(), self.word()
        page.save_revision().publish()

    def copy(self):
        page = self.entry()
        if not page or self.is_full():
            raise NobodyError
        changed = {"slug": self.slug(), "title": self.word()}
        page.copy(to=self.list(), update_attrs=changed, keep_live=self.chance.random() < 0.8)

    def alias(self):
        page = self.entry(live=True)
        if not page or self.is_full():
            raise NobodyError
        page.create_alias(parent=self.list(), update_slug=self.slug())

    def copy_page(self):
        page = self.plain_page()
        if not page or self.is_full():
            raise NobodyError
        page.copy(recursive=True, update_attrs={"slug": self.slug()})

    def alias_page(self):
        page = self.plain_page(live=True)
        if not page or self.is_full():
            raise NobodyError
        page.create_alias(parent=self.home, update_slug=self.slug(), recursive=True)

    def convert(self):
        if not (page := self.some(Page.objects.exclude(alias_of=None))):
            raise NobodyError
        ConvertAliasPageAction(page).execute(skip_permission_checks=True)

    def translate(self):
        page = self.original(locale__language_code="de")
        if not page or page.has_translation(self.english) or self.is_full():
            raise NobodyError
        as_alias = self.chance.random() < 0.3
        page = page.copy_for_translation(self.english, copy_parents=True, alias=as_alias)
        if not as_alias:
            page.save_revision().publish()

    def draft(self):
        if not (page := self.original()):
            raise NobodyError
        page.title = "Nur ein Entwurf"
        page.save_revision()

    def hide(self):
        if not (page := self.entry(live=True)):
            raise NobodyError
        page.unpublish()

    def restore(self):
        page = self.original()
        revision = page and self.chance.choice([None, *page.revisions.order_by("pk")])
        if revision is None:
            raise NobodyError
        old = revision.as_object()
        old.slug = page.slug
        old.save_revision(previous_revision=revision).publish()

    def schedule(self):
        """The worker publishes what is due, and takes out what has had its time."""
        if not (page := self.original() if self.chance.random() < 0.7 else self.plain_page(alias_of=None)):
            raise NobodyError
        before = timezone.now() - timedelta(minutes=1)
        if self.chance.random() < 0.5 and page.live:
            Page.objects.filter(pk=page.pk).update(expire_at=before)
        else:
            page.title = "Seite von gestern" if page.title.startswith("Seite") else self.word()
            page.go_live_at, page.expire_at = timezone.now() + timedelta(hours=1), None
            page.save_revision().publish()
            page.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=before)
        call_command("publish_scheduled", verbosity=0)

    def delete(self):
        if not (page := self.entry()):
            raise NobodyError
        page.delete()

    def merge(self):
        one, other = self.original(live=True), self.original()
        if not one or one.translation_key == other.translation_key:
            raise NobodyError
        facts = merge_facts_of(one), merge_facts_of(other)
        try:
            merge_entries(one, other, Choice({}, frozenset()), by=self.staff, seen=facts)
        except ValidationError as error:
            raise NobodyError from error

    def close(self):
        page = self.directory if self.chance.random() < 0.1 else self.plain_page() or self.entry()
        if not page or page.view_restrictions.exists():
            raise NobodyError
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    def open(self):
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()

    def move(self):
        page, below = self.plain_page(), self.plain_page()
        if not page or below.is_descendant_of(page) or page.pk == below.pk:
            raise NobodyError
        _move(page, below)

    def move_entry(self):
        if not (page := self.entry()):
            raise NobodyError
        _move(page, self.list())

    def rename_category(self):
        category = self.category()
        category.name = f"Bereich {self.chance.randrange(10**6)}"
        category.save()

    def edit_page(self):
        page = self.plain_page(alias_of=None)
        if not page or (self.chance.random() < 0.4 and not self.is_full()):
            parent = page or self.chance.choice([self.home, self.neighbour])
            parent.refresh_from_db()
            parent.add_child(instance=Page(title=f"Seite {self.word()}"))
        else:
            page.title = f"Seite {self.word()}"
            page.save_revision().publish()

    def hide_page(self):
        if not (page := self.plain_page(live=True)):
            raise NobodyError
        page.unpublish()

    def delete_page(self):
        if not (page := self.plain_page()):
            raise NobodyError
        page.delete()

    def rename_directory(self):
        page = self.list()
        page.slug = self.slug()
        page.save_revision().publish()

    def copy_directory(self):
        """To where no list is yet; the copy, or the alias, goes at once or stays for some time."""
        old = self.some(Page.objects.filter(title="Ebene", path__startswith=self.home.path))
        if old:
            old.delete()
        else:
            self.home.refresh_from_db()
            level = self.home.add_child(instance=Page(title="Ebene", slug=self.slug()))
            if self.chance.random() < 0.5:
                self.directory.create_alias(parent=level, recursive=True)
            else:
                DirectoryPage.objects.get(pk=self.directory.pk).copy(to=level, recursive=True)


def _move(page, below) -> None:
    if not below.get_children().filter(slug=page.slug).exists():
        page.move(below, pos="last-child")


def make_neighbour() -> Page:
    """The home page of another town, with a list of its own."""
    home = Page(title="Nachbarstadt", slug="nachbarstadt")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.create(hostname="nachbar.example", port=80, root_page=home)
    home.add_child(instance=DirectoryPage(title="Verzeichnis", slug="verzeichnis"))
    return home


def test_mirrors_equal_what_is_public_after_any_edits(client, directory, committed, rf):
    chance = random.Random(SEED)
    for name in ("Sport", "Musik", "Hilfe"):
        make_category(name)
    editor = Editor(directory, chance)
    mirrors = [Mirror(client), Mirror(client, "nachbar.example")]
    for number in range(EDITS):
        with committed():
            editor.act()
        if chance.random() < 0.1:
            chance.choice(mirrors).follow(limit=chance.choice([1, 3, 1000]))
        if number % 50 == 49 or number == EDITS - 1:
            for mirror in mirrors:
                mirror.follow()
                assert mirror.things == fresh_dump(rf, mirror.host), (number, editor.done)
    for mirror in mirrors:
        anew = Mirror(client, mirror.host)
        anew.follow()
        assert anew.things == mirror.things
    assert PublicEntry.objects.exists() and PublicThing.objects.filter(is_gone=True).exists()
    assert EDITS < 1000 or set(editor.done) == {act.__name__ for act in editor.acts}
