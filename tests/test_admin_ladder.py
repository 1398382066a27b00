"""Who may open which of our admin screens: 200 opens, 302 leads to the login or the start page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from directory.models import Category, EntryPicture, HelpType, Maintainership
from directory.tests.factories import make_entry
from events.models import EventFeed
from events.tests.making import announce
from events.workflow.pictures import keep_picture
from forms_app.models import Submission
from forms_app.tests.making import make_form_page, send
from news.models import NewsCategory
from tests.support.making import make_page, make_picture_file, make_user

pytestmark = pytest.mark.django_db

VIEWERS = ["nobody", "citizen", "Redaktion", "Ehrenamtsagentur", "Leitung", "superuser"]
LADDER = {
    "pages to check": (302, 302, 200, 200, 200, 200),
    "pages to check, results": (302, 302, 200, 200, 200, 200),
    "town": (302, 302, 302, 302, 200, 200),
    "menus": (302, 302, 302, 302, 200, 200),
    "categories": (302, 302, 302, 200, 200, 200),
    "add a category": (302, 302, 302, 200, 200, 200),
    "kinds of help": (302, 302, 302, 200, 200, 200),
    "confirmations": (302, 302, 302, 200, 200, 200),
    "confirmation": (302, 302, 302, 200, 200, 200),
    "tasks of the directory": (302, 302, 302, 200, 200, 200),
    "imports": (302, 302, 302, 200, 200, 200),
    "proposals of maintainers": (302, 302, 302, 200, 200, 200),
    "state of an entry": (302, 302, 302, 200, 200, 200),
    "dates of clubs": (302, 302, 302, 200, 200, 200),
    "dates of a club": (302, 302, 302, 200, 200, 200),
    "date of a club": (302, 302, 302, 200, 200, 200),
    "picture of a date": (302, 302, 302, 200, 200, 200),
    "picture of an entry": (302, 302, 302, 200, 200, 200),
    "calendar of a club": (302, 302, 302, 200, 200, 200),
    "days of a series": (302, 302, 404, 200, 200, 200),
    "move a day": (302, 302, 404, 200, 200, 200),
    "news categories": (302, 302, 200, 302, 200, 200),
    "hours of volunteers": (302, 302, 302, 200, 200, 200),
    "submissions": (302, 302, 302, 200, 200, 200),
    "list of forms": (302, 302, 302, 200, 200, 200),
    "submission": (302, 302, 302, 200, 200, 200),
    "delete a submission": (302, 302, 302, 200, 200, 200),
    "add a submission": (302, 302, 302, 302, 302, 302),
    "users": (302, 302, 302, 302, 200, 200),
    "groups": (302, 302, 302, 302, 200, 200),
    "a superuser": (302, 302, 302, 302, 302, 200),
}


@pytest.fixture
def screens(home) -> dict[str, str]:
    site = home.get_site()
    directory = make_page(home, "Verzeichnis", "directory.DirectoryPage")
    entry = make_entry(directory)
    maintainership = Maintainership.objects.create(page=entry, maintainer_email="chor@example.org")
    club_date = announce(entry, day=timezone.localdate() + timedelta(days=3))
    sent = EntryPicture.objects.create(page=entry, content=b"RIFF", kind="image/webp", width=1, height=1)
    picture = keep_picture(entry, SimpleUploadedFile("bild.png", make_picture_file().read()))
    feed = EventFeed.objects.create(page=entry, url="https://chor.example/termine.ics")
    send(make_form_page(home))
    submission = Submission.objects.get().pk
    root = make_user("oberste", is_superuser=True)
    inbox = reverse("einsendungen_modeladmin_index")
    return {
        "pages to check": reverse("stale_pages"),
        "pages to check, results": reverse("stale_pages_results"),
        "town": reverse("wagtailsettings:edit", args=["towns", "townsettings", site.pk]),
        "menus": reverse("wagtailsettings:edit", args=["pages", "navigationsettings", site.pk]),
        "categories": reverse(Category.snippet_viewset.get_url_name("list")),
        "add a category": reverse(Category.snippet_viewset.get_url_name("add")),
        "kinds of help": reverse(HelpType.snippet_viewset.get_url_name("list")),
        "confirmations": reverse(Maintainership.snippet_viewset.get_url_name("list")),
        "confirmation": reverse(
            Maintainership.snippet_viewset.get_url_name("edit"), args=[maintainership.pk]
        ),
        "tasks of the directory": reverse("directory_tasks"),
        "imports": reverse("directory_imports"),
        "proposals of maintainers": reverse("directory_proposals"),
        "state of an entry": reverse("directory_entry_state", args=[maintainership.page_id]),
        "dates of clubs": reverse("dates_of_clubs"),
        "dates of a club": reverse("dates_of_club", args=[entry.pk]),
        "date of a club": reverse("club_date", args=[club_date.pk]),
        "picture of a date": reverse("club_date_picture_for_staff", args=[picture.pk]),
        "picture of an entry": reverse("directory_sent_picture", args=[sent.pk]),
        "calendar of a club": reverse("club_calendar", args=[feed.pk]),
        "days of a series": reverse("series_days", args=[club_date.key]),
        "move a day": reverse("move_series_day", args=[club_date.key, club_date.first_date]),
        "hours of volunteers": reverse("hours_report"),
        "news categories": reverse(NewsCategory.snippet_viewset.get_url_name("list")),
        "submissions": inbox,
        "list of forms": reverse("form_list"),
        "submission": reverse("einsendungen_modeladmin_inspect", args=[submission]),
        "delete a submission": reverse("einsendungen_modeladmin_delete", args=[submission]),
        "add a submission": f"{inbox}create/",
        "users": reverse("wagtailusers_users:index"),
        "groups": reverse("wagtailusers_groups:index"),
        "a superuser": reverse("wagtailusers_users:edit", args=[root.pk]),
    }


@pytest.fixture
def client_of(client):
    def log_in(viewer):
        if viewer == "citizen":
            client.force_login(make_user("buergerin"))
        elif viewer == "superuser":
            client.force_login(make_user("chefin", is_superuser=True))
        elif viewer != "nobody":
            client.force_login(make_user(group=viewer))
        return client

    return log_in


@pytest.mark.parametrize("viewer", VIEWERS)
def test_each_opens_what_is_theirs(client_of, screens, viewer):
    client = client_of(viewer)
    place = VIEWERS.index(viewer)
    found = {name: client.get(address).status_code for name, address in screens.items()}
    assert found == {name: statuses[place] for name, statuses in LADDER.items()}


@pytest.mark.parametrize(("viewer", "becomes"), [("Leitung", False), ("superuser", True)])
def test_only_a_superuser_makes_a_superuser(client_of, home, viewer, becomes):
    other = make_user("andere", first_name="Anna", last_name="Andere")
    form = {"username": "andere", "email": "andere@example.org", "first_name": "Anna", "last_name": "Andere"}
    address = reverse("wagtailusers_users:edit", args=[other.pk])

    client_of(viewer).post(address, form | {"is_active": "on", "is_superuser": "on"})

    other.refresh_from_db()
    assert other.is_superuser is becomes


@pytest.mark.parametrize("action", ["set_active_state", "assign_role", "delete"])
@pytest.mark.parametrize("chosen", ["one", "all"])
def test_no_bulk_action_reaches_a_superuser(client_of, home, action, chosen):
    root = make_user("oberste", is_superuser=True)
    client = client_of("Leitung")
    address = reverse("wagtail_bulk_action", args=["users", "user", action])
    ids = "all" if chosen == "all" else root.pk

    role = Group.objects.create(name="Gruppe")
    client.post(f"{address}?id={ids}", {"mark_as_active": "False", "role": role.pk})

    root.refresh_from_db()
    assert root.is_active
    assert not root.groups.exists()


def test_bulk_action_on_others_works_as_ever(client_of, home):
    other = make_user("andere")
    address = reverse("wagtail_bulk_action", args=["users", "user", "set_active_state"])

    client_of("Leitung").post(f"{address}?id={other.pk}", {"mark_as_active": "False"})

    other.refresh_from_db()
    assert not other.is_active


def test_report_names_only_pages_that_one_may_change(client_of, home):
    make_page(home, "Uralt", as_of="2020-01-01")
    directory = make_page(home, "Verzeichnis", "directory.DirectoryPage", as_of="2020-01-01")
    assert Page.objects.filter(pk=directory.pk, live=True).exists()

    html = client_of("Ehrenamtsagentur").get(reverse("stale_pages")).content.decode()

    assert "Verzeichnis" in html
    assert "Uralt" not in html
