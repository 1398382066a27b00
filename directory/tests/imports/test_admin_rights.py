"""Who may import: exact status codes, also for someone else's table."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.accounts.roles import set_up_roles
from directory.imports.running import carry_on
from directory.models import ImportRun, OrganisationPage
from tests.support.making import make_page, make_user

from .sheets import as_csv, table

LIST = "/admin/verzeichnis/importieren/"
FIRST_COLUMNS = {"column-1": "title", "column-2": "summary", "column-3": "category", "column-4": "districts"}


@pytest.fixture
def run(checked):
    """Checked, and uploaded by someone else. The start page here is not a HomePage, so roles are granted by hand."""
    set_up_roles()
    run = checked(as_csv(table(2, [])))
    for group in Group.objects.filter(name__in=["Redaktion", "Leitung"]):
        allow(group, "add_page", run.directory.get_parent())
    return run


def allow(group: Group, codename: str, page) -> None:
    right = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
    GroupPagePermission.objects.create(group=group, page_id=page.pk, permission=right)


def elsewhere(run):
    other = make_page(run.directory.get_parent(), "Anderswo", "directory.DirectoryPage")
    user, group = make_user("andere"), Group.objects.create(name="Andere")
    rights = Permission.objects.filter(content_type__app_label="directory", codename="add_importrun")
    group.permissions.add(Permission.objects.get(codename="access_admin"), *rights)
    allow(group, "add_page", other)
    user.groups.add(group)
    return user


VIEWERS = {
    "anonymous": lambda run: None,
    "citizen": lambda run: make_user("buergerin"),
    "Redaktion": lambda run: make_user(group="Redaktion"),
    "another directory": elsewhere,
    "Ehrenamtsagentur": lambda run: make_user(group="Ehrenamtsagentur"),
    "Leitung": lambda run: make_user(group="Leitung"),
    "superuser": lambda run: make_user("oberste", is_superuser=True),
}
MAY = {"Ehrenamtsagentur", "Leitung", "superuser"}
# Steps of a table that another user uploaded: 404 if it belongs to a directory that this user may not edit.
STEPS = ["", "spalten/", "stand/", "fehler.csv", "fehler.xlsx", "zeile/2/"]


@pytest.fixture(params=VIEWERS)
def viewer(request, run, client):
    if user := VIEWERS[request.param](run):
        client.force_login(user)
    return request.param


def expected(viewer: str, allowed: int) -> int:
    return allowed if viewer in MAY else 404 if viewer == "another directory" else 302


def test_who_may_look(client, run, viewer):
    assert client.get(LIST).status_code == (200 if viewer in MAY | {"another directory"} else 302)
    for step in STEPS:
        assert client.get(f"{LIST}{run.pk}/{step}").status_code == expected(viewer, 200), step
    for name in ("vorlage-entries.csv", "vorlage-entries.xlsx"):
        assert client.get(LIST + name).status_code == (200 if viewer in MAY | {"another directory"} else 302)
    # It has not been imported, so there is nothing to undo.
    assert client.get(f"{LIST}{run.pk}/rueckgaengig/").status_code == expected(viewer, 302)


def test_who_sees_the_names_of_files(client, run, viewer):
    assert (run.file_name in client.get(LIST).content.decode()) is (viewer in MAY)


def test_who_may_act_on_the_table_of_another(client, run, viewer):
    client.post(f"{LIST}{run.pk}/spalten/", FIRST_COLUMNS)
    run.refresh_from_db()
    assert run.status == ("checking" if viewer in MAY else "checked")
    carry_on(run, 60)
    answer = client.post(f"{LIST}{run.pk}/", {"action": "import"})
    assert answer.status_code == expected(viewer, 302)
    run.refresh_from_db()
    assert run.status == ("importing" if viewer in MAY else "checked")
    carry_on(run, 60)
    ImportRun.objects.filter(pk=run.pk).update(status="done")
    answer = client.post(f"{LIST}{run.pk}/rueckgaengig/")
    assert answer.status_code == expected(viewer, 302)
    run.refresh_from_db()
    assert run.status == ("undoing" if viewer in MAY else "done")


def test_who_may_discard_it(client, run, viewer):
    assert client.post(f"{LIST}{run.pk}/", {"action": "discard"}).status_code == expected(viewer, 302)
    assert ImportRun.objects.exists() is (viewer not in MAY)


def test_who_may_upload(client, run, viewer):
    run.delete()
    file = io.BytesIO(as_csv(table(1, [])))
    file.name = "liste.csv"
    assert client.post(LIST, {"file": file}).status_code == 302
    assert ImportRun.objects.exists() is (viewer in MAY | {"another directory"})


def test_nobody_imports_into_the_directory_of_others(client, run):
    client.force_login(elsewhere(run))
    file = io.BytesIO(as_csv(table(1, [])))
    file.name = "liste.csv"
    client.post(LIST, {"file": file, "directory": run.directory.pk})
    assert ImportRun.objects.exclude(pk=run.pk).get().directory_id != run.directory_id


@pytest.mark.parametrize("step", ["", "spalten/", "zeile/2/", "rueckgaengig/"])
def test_without_a_token_nothing_happens(run, step):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user("oberste", is_superuser=True))
    answer = strict.post(f"{LIST}{run.pk}/{step}", {"action": "import"})
    assert answer.status_code == 403
    assert strict.post(LIST).status_code == 403
    run.refresh_from_db()
    assert run.status == "checked" and not OrganisationPage.objects.exists()


@pytest.mark.parametrize("step", ["stand/", "fehler.csv"])
def test_what_only_tells_takes_no_post(client, run, step):
    client.force_login(make_user("oberste", is_superuser=True))
    assert client.post(f"{LIST}{run.pk}/{step}").status_code == 405


def test_the_history_says_who_imported_and_who_took_it_back(client, run):
    boss = make_user("oberste", is_superuser=True)
    client.force_login(boss)
    client.post(f"{LIST}{run.pk}/", {"action": "import"})
    carry_on(run, 60)
    client.post(f"{LIST}{run.pk}/rueckgaengig/")
    html = client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Tabelle ins Verzeichnis importiert" in html and "Import rückgängig gemacht" in html


def test_the_menu_offers_it(client, viewer, run):
    if viewer in ("anonymous", "citizen"):
        return
    html = client.get("/admin/").content.decode()
    assert (reverse("directory_imports") in html) is (viewer in MAY | {"another directory"})
