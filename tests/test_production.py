"""Production boots for real: its settings, PostgreSQL, granian's processes, a proxy's headers."""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from .support.postgres import postgres_binaries, running_postgres
from .support.production import ENVIRONMENT, HOST, Production
from .support.site import ROOT

pytestmark = [pytest.mark.services, pytest.mark.embedded]


@pytest.fixture(scope="module")
def postgres():
    if not postgres_binaries():
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="engagierte-stadt-") as cluster:
        Path(cluster).chmod(0o755)
        with running_postgres(Path(cluster) / "postgres") as server:
            yield server


@pytest.fixture(scope="module")
def production(postgres, tmp_path_factory):
    installation = Production(tmp_path_factory.mktemp("production"), postgres.create("production"))
    installation.prepare()
    installation.collect_static()
    with installation.serve() as process:
        process.wait_for(installation.is_ready, 60)
        yield installation
        # Only to the first process: granian's workers hang if they receive the signal twice.
        process.process.terminate()
        assert process.process.wait(40) == 0


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html"),
        ("/admin/login/", 200, "text/html"),
        ("/api/v1/site/", 200, "application/json"),
        ("/gibt-es-nicht/", 404, "text/html"),
        ("/api/v1/gibt-es-nicht", 404, "application/problem+json"),
        ("/.well-known/security.txt", 404, "text/plain"),
        ("/healthz", 200, "text/plain"),
        ("/readyz", 200, "application/json"),
    ],
)
def test_answers(production, path, status, kind):
    answer = production.get(path)
    assert (answer.status, answer.headers.get_content_type()) == (status, kind)


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/api/v1/site/", "/gibt-es-nicht/"])
def test_browser_is_told_what_it_may_do(production, path):
    headers = production.get(path).headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/admin/login/", "/gibt-es-nicht/", "/api/v1/gibt-es-nicht"])
def test_answer_made_for_one_request_names_it(production, path):
    assert production.get(path).headers["X-Request-ID"]


def test_plain_http_is_sent_to_https(production):
    answer = production.get("/kontakt/", **{"X-Forwarded-Proto": "http"})
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/kontakt/")


def test_cookies_leave_over_https_only(production):
    cookies = production.get("/admin/login/").headers.get_all("Set-Cookie")
    assert cookies
    assert all("Secure" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_other_host_is_refused(production):
    assert production.get("/", Host="evil.example").status == 400


def test_static_files_have_names_that_change_with_them_and_are_kept_for_ever(production):
    names = re.findall(r'href="(/static/css/[^"]+)"', production.get("/").text)
    assert names
    for name in names:
        assert re.search(r"\.[0-9a-f]{12}\.css$", name)
        answer = production.get(name, **{"Accept-Encoding": "gzip"})
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "gzip"


def test_metrics_of_all_processes_are_added_up_on_an_address_of_their_own(production):
    def answered() -> float:
        pattern = r'town_answer_seconds_count{method="GET",route="admin/login/",status="2xx"} (\S+)'
        found = re.search(pattern, production.metrics())
        return float(found[1]) if found else 0

    before = answered()
    for _ in range(20):
        production.get("/admin/login/")
    assert answered() == before + 20
    assert "town_database_up 1.0" in production.metrics()
    assert "203.0.113" not in production.metrics()
    assert production.get("/metrics/").status == 404


def test_log_tells_requests_and_no_addresses(production):
    named = production.get("/suche/?q=Xaverine+Planthold", **{"X-Request-ID": "from-the-proxy-1"})
    assert named.headers["X-Request-ID"] == "from-the-proxy-1"
    line = next(line for line in production.log_lines() if line.get("request_id") == "from-the-proxy-1")
    assert (line["route"], line["status"], line["client"]) == ("suche/", 200, "203.0.0.0/16")
    assert not any("healthz" in str(line) for line in production.log_lines())
    assert "203.0.113" not in (production.data_dir / "serve.txt").read_text()


def test_headers_without_end_are_refused(production):
    try:
        status = production.get("/", **{"X-Much": "x" * 2_000_000}).status
    except OSError:
        # The server closes the connection while headers are still arriving.
        status = 431
    assert status in {400, 431}
    assert production.get("/").status == 200


def test_deploy_check_finds_nothing(production):
    command = [sys.executable, "manage.py", "check", "--deploy", "--database", "default"]
    environment = os.environ | production.env
    run = subprocess.run(
        [*command, "--fail-level", "WARNING"], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


def test_refusal_is_one_sentence(tmp_path):
    environment = os.environ | ENVIRONMENT | {"DATABASE_URL": "", "DATA_DIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "manage.py", "serve"], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert run.stderr.startswith("Set DATABASE_URL.")
    assert len(run.stderr.strip().splitlines()) == 1


def test_database_that_goes_and_comes_back(production, postgres):
    """Each address is requested for the first time, since processes still serve what they have cached."""
    postgres.stop()
    away = time.monotonic()
    answers = [production.get(path) for path in ("/suche/?q=b", "/api/v1/pages/?limit=3", "/kontakt/?a=1")]
    # Each process caches its readiness for five seconds.
    while (is_ready := production.is_ready()) and time.monotonic() - away < 10:
        time.sleep(0.2)
    is_alive = production.get("/healthz").status
    postgres.start()
    back = time.monotonic()
    while production.get("/suche/?q=c").status != 200:
        assert time.monotonic() - back < 5
        time.sleep(0.1)
    assert [answer.status for answer in answers] == [503, 503, 503]
    assert all(answer.headers["Retry-After"] == "5" and answer.seconds < 2 for answer in answers)
    assert "gleich wieder da" in answers[0].text
    assert answers[1].json()["type"] == "/api/v1/problems/unavailable"
    assert (is_ready, is_alive) == (False, 200)


def test_request_that_runs_when_the_site_is_stopped_is_answered(production, postgres):
    """A locked table keeps the request running as long as the test needs."""
    other = production.copy_beside(postgres)
    with other.serve() as process:
        process.wait_for(other.is_ready, 60)
        answers = []
        with other.locked_pages():
            asking = threading.Thread(target=lambda: answers.append(other.get("/")))
            asking.start()
            other.wait_for_waiting_statement()
            process.process.terminate()
            time.sleep(0.5)
        asking.join(30)
        assert process.process.wait(40) == 0
    assert [answer.status for answer in answers] == [200]
