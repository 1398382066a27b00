"""What people experience when one part of a distributed installation fails: docs/outages.md.

`WRITE=1 pytest tests/test_outages.py` regenerates that page.
"""

import os
import time
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image

from cms.common.breaker import PAUSE

from .support.cluster import running_cluster
from .support.experience import PATIENCE, Visitor, in_words
from .support.form_sender import MESSAGE, SECONDS_TO_WRITE
from .support.inside import inside
from .support.nginx import has_nginx
from .support.postgres import postgres_binaries
from .support.production import HOST
from .support.redis import redis_program
from .support.s3_server import rclone
from .support.site import ROOT

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(
        not (has_nginx() and postgres_binaries() and redis_program() and rclone()),
        reason="nginx, PostgreSQL, Redis and rclone are needed",
    ),
]

PAGE = ROOT / "docs" / "outages.md"
HEAD = """# What people experience when something fails

Written by `tests/test_outages.py`, which starts a town on several machines (two nodes, a worker, nginx, PostgreSQL,
Redis, S3) as processes of one, takes one part away after the other, and asks as people do. *kept* is an answer from
nginx's cache; *asks to try again* has `Retry-After`. What was answered with success (200, for what is sent 302 or 303)
was there afterwards, once, and nothing else was. An upload that is answered with 200 was refused in words.
Without a node, nginx itself answers for all that is not kept. The seconds are those of one run on a machine that
runs all of it: the slowest of the answers, and the time from the end of the fault until each node answers
a page that nothing keeps. Only who uploads waits for an S3 that says nothing: twice five seconds.

"""
COLUMNS = (
    *("page read before", "page not read before", "search", "API, read before"),
    *("editor saves a draft", "editor uploads", "form is sent", "slowest answer", "normal again after"),
)
TOWN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.conf import settings
from wagtail.models import Page, Revision, Site
from cms.media.models import SiteImage
from cms.publishing.models import Purge
from cms.accounts.sign_in.factors import PROOF
from tests.support.making import make_page, make_user
from forms_app.models import Submission
Site.objects.update(hostname="{host}", port=443)
home = Site.objects.get().root_page
known = make_page(home, "Bekannt", slug="bekannt", summary="Altes")
pages = [make_page(home, f"Seite {{number}}", slug=f"seite-{{number}}").pk for number in range({many})]
user = make_user("Redaktion", is_superuser=True)
session = SessionStore()
session[SESSION_KEY] = session[PROOF] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
result = [session.session_key, pages]
"""
FAULTS = (
    "everything runs",
    "a node is killed",
    "PostgreSQL was restarted",
    "Redis is away",
    "S3 does not answer",
    "PostgreSQL is away",
    "S3's disk is full",
    "S3 is away",
    "both nodes are killed",
)
STORED = (
    "result = [sum(each.content['title'] == 'Entwurf {number}' for each in Revision.objects.all()),"
    " SiteImage.objects.filter(title='Bild {number}').count(),"
    " Submission.objects.filter(answers__icontains='Nr. {number}!').count()]"
)


@pytest.fixture(scope="module")
def cluster():
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="module")
def editor_inside(cluster):
    """A process on the first node."""
    with inside(cluster.nodes[0]) as worker:
        cluster.session, cluster.pages = worker.do(TOWN.format(host=HOST, many=len(FAULTS)))
        cluster.wait_for_nodes()
        yield worker


@pytest.fixture(scope="module")
def table(cluster, editor_inside):
    """What was experienced during each fault, in words, and what was stored afterwards."""
    town = Town(cluster, editor_inside)
    town.open_forms()
    return {fault: town.experience(number, fault) for number, fault in enumerate(FAULTS)}


class Town:
    def __init__(self, cluster, editor_inside):
        self.cluster, self.inside = cluster, editor_inside
        self.media_failed_at = -PAUSE
        self.citizen = Visitor(cluster.nginx, HOST)
        self.editor = Visitor(cluster.nginx, HOST, {"sessionid": cluster.session})

    def open_forms(self) -> None:
        self.contact = [self.citizen.open_form("/kontakt/") for _fault in FAULTS]
        self.pages = [self.editor.open_form(f"/admin/pages/{pk}/edit/") for pk in self.cluster.pages]
        self.picture = self.editor.open_form("/admin/images/add/")
        time.sleep(SECONDS_TO_WRITE)
        # Purges from creating the town are repeated once.
        while self.inside.do("result = Purge.objects.exists()"):
            time.sleep(0.2)

    def experience(self, number: int, fault: str) -> dict:
        for path in ("/bekannt/", "/api/v1/site/"):
            self.citizen.ask(path)
        self.citizen.slowest = self.editor.slowest = 0
        self._wait_until_media_are_tried(fault)
        with getattr(self, "_" + fault.lower().replace(" ", "_").replace("'", ""))():
            answers = self._ask_everything(number)
            slowest = max(self.citizen.slowest, self.editor.slowest)
        recovery = self._seconds_until_normal(number)
        stored = self.inside.do(STORED.format(number=number)) if answers else []
        return {"answers": answers, "stored": stored, "slowest": slowest, "recovery": recovery}

    def _wait_until_media_are_tried(self, fault: str) -> None:
        """Otherwise the nodes' circuit breakers could still be open from the previous fault."""
        if fault.startswith("S3"):
            time.sleep(max(0, self.media_failed_at + PAUSE + 1 - time.monotonic()))
            self.media_failed_at = time.monotonic()

    def _seconds_until_normal(self, number: int) -> float | None:
        """Until each node responds to an uncached request."""
        serving = [self.cluster.nodes[index] for index in self.cluster.serving]
        begin = time.monotonic()
        self.cluster.wait_for_nodes()
        for node in serving:
            while node.get(f"/suche/?q=wieder-{number}").status != 200:
                time.sleep(0.05)
        return time.monotonic() - begin if serving else None

    def _ask_everything(self, number: int) -> list:
        citizen, editor = self.citizen, self.editor
        message = MESSAGE | {"nachricht": f"Guten Tag, Nr. {number}!", "e_mail": f"ruth-{number}@example.org"}
        picture = {"title": f"Bild {number}", "description": "Ein Bild", "author": "Test"}
        return [
            citizen.ask("/bekannt/"),
            citizen.ask(f"/seite-{number}/"),
            citizen.ask(f"/suche/?q=Seite+{number}"),
            citizen.ask("/api/v1/site/"),
            editor.send(self.pages[number], **{"title": f"Entwurf {number}", "body-count": "0"}),
            editor.send(self.picture, file=("file", "bild.png", _png(number)), **picture),
            citizen.send(self.contact[number], **message),
        ]

    @contextmanager
    def _everything_runs(self):
        yield

    @contextmanager
    def _a_node_is_killed(self):
        self.cluster.kill_node(1)
        yield
        self.cluster.start_node(1)

    @contextmanager
    def _postgresql_was_restarted(self):
        self.cluster.postgres.control("-m", "fast", "-w", "restart")
        yield

    @contextmanager
    def _postgresql_is_away(self):
        self.cluster.postgres.control("-m", "fast", "-w", "stop")
        yield
        self.cluster.postgres.control("-w", "start")

    @contextmanager
    def _redis_is_away(self):
        self.cluster.stop_redis()
        yield
        self.cluster.start_redis()

    @contextmanager
    def _s3_is_away(self):
        self.cluster.stop_s3()
        yield
        self.cluster.start_s3()

    @contextmanager
    def _s3_does_not_answer(self):
        self.cluster.let_s3_hang()
        yield
        self.cluster.let_s3_go_on()

    @contextmanager
    def _s3s_disk_is_full(self):
        self.cluster.fill_disk_of_s3()
        yield
        self.cluster.fill_disk_of_s3(False)

    @contextmanager
    def _both_nodes_are_killed(self):
        for number in range(2):
            self.cluster.kill_node(number)
        yield


def _png(number: int) -> bytes:
    output = BytesIO()
    Image.new("RGB", (60, 40), (number * 20, 80, 90)).save(output, "PNG")
    return output.getvalue()


def test_publishing_on_one_node_is_seen_through_nginx_at_once(cluster, editor_inside):
    visitor = Visitor(cluster.nginx, HOST)
    visitor.ask("/bekannt/")
    assert visitor.ask("/bekannt/").cache == "HIT"
    editor_inside.do("known.summary = 'Ganz Neues'; known.save_revision().publish()")
    for _node in range(4):
        assert b"Ganz Neues" in visitor.ask("/bekannt/", Accept_Encoding="identity").body


def assert_told_to_try_again(answers) -> None:
    assert all("retry-after" in answer.headers for answer in answers if answer.status == 503)


def statuses(table, fault: str) -> list[int]:
    return [answer.status for answer in table[fault]["answers"]]


@pytest.mark.parametrize(
    "fault", ["everything runs", "a node is killed", "PostgreSQL was restarted", "Redis is away"]
)
def test_nobody_notices(table, fault):
    assert statuses(table, fault) == [200, 200, 200, 200, 302, 302, 303]
    assert table[fault]["stored"] == [1, 1, 1]


def test_without_the_database_what_is_kept_is_read_and_nothing_is_promised(table):
    assert statuses(table, "PostgreSQL is away") == [200, 503, 503, 200, 503, 503, 503]
    assert_told_to_try_again(table["PostgreSQL is away"]["answers"])
    assert table["PostgreSQL is away"]["stored"] == [0, 0, 0]


S3_FAULTS = ("S3 is away", "S3 does not answer", "S3's disk is full")


@pytest.mark.parametrize("fault", S3_FAULTS)
def test_without_the_media_only_uploads_wait(table, fault):
    *others, _upload, form = statuses(table, fault)
    assert (others, form) == ([200, 200, 200, 200, 302], 303)
    assert table[fault]["stored"] == [1, 0, 1]


@pytest.mark.parametrize("fault", S3_FAULTS)
def test_an_upload_without_the_media_is_refused_in_words(table, fault):
    assert statuses(table, fault)[5] == 200


def test_without_any_node_what_is_kept_is_read(table):
    assert statuses(table, "both nodes are killed") == [200, 503, 503, 200, 503, 503, 503]
    assert_told_to_try_again(table["both nodes are killed"]["answers"])


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_answered_with_success_is_there_once_and_nothing_else(table, fault):
    done = [int(answer.status in {302, 303}) for answer in table[fault]["answers"][4:]]
    assert table[fault]["stored"] == done


@pytest.mark.parametrize("fault", FAULTS)
def test_nobody_waits_for_long(table, fault):
    assert table[fault]["slowest"] < PATIENCE


def _row(fault: str, answers, slowest: float, recovery: float | None, **_more) -> list[str]:
    again = "" if recovery is None else f"{recovery:.1f} s"
    return [fault, *map(in_words, answers), f"{slowest:.1f} s", again]


def test_the_page_tells_what_was_experienced(table):
    rows = [_row(fault, **table[fault]) for fault in FAULTS]
    lines = [f"| {' | '.join(row)} |" for row in [["", *COLUMNS], ["---"] * (len(COLUMNS) + 1), *rows]]
    if os.environ.get("WRITE"):
        PAGE.write_text(HEAD + "\n".join(lines) + "\n")
    written = PAGE.read_text().splitlines()
    assert {line.split(" | ")[0] for line in lines} <= {line.split(" | ")[0] for line in written}
