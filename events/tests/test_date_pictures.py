"""A picture with a club's date: sent in the self-service, private until the office accepts it, gone with the date."""

import json
import re
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cms.media.models import SiteImage
from directory.models import Maintainership
from directory.tests.factories import make_entry
from directory.workflow import sent_pictures
from directory.workflow.links import open_session
from events.models import DatePicture, DateVersion, PartnerEvent, TrustedOrganiser
from events.workflow.announcing import accept, refuse, undo
from events.workflow.retention import forget_past_dates
from tests.support.making import make_page, make_picture_file, make_user

from .making import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]
MAINTAINER = "petra@example.org"
WORDS = {
    "picture_description": "Kinder tanzen um den Maibaum",
    "picture_author": "Ida Lens",
    "picture_agreed": "on",
}


@pytest.fixture
def entry(directory, calendar):
    page = make_entry(directory, "Narrenzunft")
    Maintainership.objects.create(page=page, maintainer_email=MAINTAINER, assured_on=date(2020, 1, 1))
    return page


@pytest.fixture
def key(entry):
    return open_session(entry.pk, MAINTAINER)


@pytest.fixture
def staff(db):
    return make_user("leitung", is_superuser=True)


def party(**changes):
    when = {"first_date": "2030-03-09", "starts_at": "14:00"}
    where = {"place": "changing", "place_name": "Festplatz"}
    return {"title": "Vereinsfest", "frequency": "", "cost": "free"} | when | where | changes


def photo(name="bild.jpg", size=(600, 400), colour="#0a5663"):
    """With what a phone tells of its owner."""
    output = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Zuhause bei Petra"
    Image.new("RGB", size, colour).save(output, "JPEG", exif=exif)
    return SimpleUploadedFile(name, output.getvalue(), content_type="image/jpeg")


def post(client, key, action="send", event=None, **changes):
    view = ("change_club_date", [key, event.key]) if event else ("add_club_date", [key])
    return client.post(reverse(view[0], args=view[1]), party(**changes) | {"action": action})


def send(client, key, event=None, **changes):
    answer = post(client, key, event=event, **({"picture_file": photo()} | WORDS | changes))
    assert answer.status_code == 303, answer.context["form"].errors
    return PartnerEvent.objects.get()


def shown(client, event):
    page = BeautifulSoup(client.get(f"/termine/d/{event.key}/").content, "html.parser")
    return page.select_one(".page-header__picture img"), page


def test_picture_travels_through_both_steps_without_a_second_upload(client, key):
    looked = post(client, key, "look", picture_file=photo(), **WORDS)
    page = BeautifulSoup(looked.content, "html.parser")
    image = page.select_one("main img")
    assert image["alt"] == WORDS["picture_description"] and "Ida Lens" in page.main.get_text()
    content = client.get(image["src"])
    assert content.headers["Content-Type"] == "image/jpeg" and "no-store" in content.headers["Cache-Control"]
    assert b"Zuhause" not in content.content
    sent = {each["name"]: each["value"] for each in page.select("main form [type=hidden]")}
    again = client.post(looked.request["PATH_INFO"], sent | {"action": "change"})
    assert image["src"] in again.content.decode()
    client.post(looked.request["PATH_INFO"], sent | {"action": "send"})
    event = PartnerEvent.objects.get()
    assert event.picture == DatePicture.objects.get() and event.picture_author == "Ida Lens"


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"picture_description": ""}, "picture_description"),
        ({"picture_author": ""}, "picture_author"),
        ({"picture_agreed": ""}, "picture_agreed"),
        ({"picture_file": SimpleUploadedFile("bild.jpg", b"kein Bild")}, "picture_file"),
        ({"picture_file": SimpleUploadedFile("x.svg", b"<svg onload='alert(1)'/>")}, "picture_file"),
    ],
)
def test_a_picture_needs_its_words_and_must_be_one(client, key, changes, field):
    answer = post(client, key, **({"picture_file": photo()} | WORDS | changes))
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not PartnerEvent.objects.exists()


def test_another_mistake_costs_nobody_the_picture(client, key):
    answer = post(client, key, picture_file=photo(), title="", **WORDS)
    kept = DatePicture.objects.get()
    assert str(kept.key) in answer.content.decode()
    post(client, key, picture_key=str(kept.key), **WORDS)
    assert PartnerEvent.objects.get().picture == kept


def test_large_pictures_become_smaller_and_tell_nothing(client, key):
    event = send(client, key, picture_file=photo(size=(4000, 3000)))
    assert event.picture.width * event.picture.height <= sent_pictures.PIXELS
    assert not Image.open(BytesIO(event.picture.content)).getexif()


def test_it_is_private_until_the_office_accepts_it(client, key, staff, django_capture_on_commit_callbacks):
    event = send(client, key)
    assert not SiteImage.objects.exists()
    assert client.get(reverse("club_date_picture_for_staff", args=[event.picture_id])).status_code == 302
    client.force_login(staff)
    page = client.get(reverse("club_date", args=[event.pk])).content.decode()
    address = reverse("club_date_picture_for_staff", args=[event.picture_id])
    assert address in page and WORDS["picture_description"] in page and "Ida Lens" in page
    assert client.get(address).headers["Content-Type"] == "image/jpeg"
    accept(DateVersion.objects.get(), by=staff)
    image, page = shown(client, event)
    assert image["alt"] == WORDS["picture_description"]
    assert "Bild: Ida Lens" in page.main.get_text()
    described = json.loads(page.select_one('script[type="application/ld+json"]').string)
    event_node = next(each for each in described.get("@graph", [described]) if each["@type"] == "Event")
    shared = page.select_one('meta[property="og:image"]')["content"]
    assert [urlsplit(each).path for each in event_node["image"]] == [urlsplit(shared).path]
    teaser = BeautifulSoup(client.get("/termine/").content, "html.parser").select_one(".row__media img")
    assert teaser is not None
    assert bytes(DatePicture.objects.get().content) == b""


def test_refused_picture_is_seen_nowhere_and_forgotten(client, key, staff, monkeypatch):
    event = send(client, key)
    refuse(DateVersion.objects.get(), "Bitte ohne Kinder.", by=staff)
    assert not SiteImage.objects.exists()
    assert client.get(f"/termine/d/{event.key}/").status_code == 404
    later(monkeypatch, 91)
    assert forget_past_dates()["pictures"] == 1 and not DatePicture.objects.exists()


def later(monkeypatch, days):
    moment = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_change_of_the_picture_waits_while_the_old_one_stays(client, key, staff):
    event = send(client, key)
    accept(DateVersion.objects.get(), by=staff)
    before = shown(client, event)[0]["src"]
    event = send(client, key, event, picture_file=photo(colour="#ff0000"), picture_author="Otto Licht")
    assert shown(client, event)[0]["src"] == before
    client.force_login(staff)
    text = client.get(reverse("club_date", args=[event.pk])).content.decode()
    assert "<del>Ida Lens</del>" in text and "Bild bisher" in text and "Neues Bild" in text
    accept(DateVersion.objects.waiting().get(), by=staff)
    assert shown(client, event)[0]["src"] != before
    undo(PartnerEvent.objects.get(), by=staff)
    image, page = shown(client, event)
    assert image["src"] == before and "Bild: Ida Lens" in page.main.get_text()


def test_date_goes_on_without_its_picture(client, key, staff):
    event = send(client, key)
    accept(DateVersion.objects.get(), by=staff)
    TrustedOrganiser.objects.create(page=event.organisation)
    send(client, key, event, picture_file="", picture_removed="on", picture_description="", picture_author="")
    image, page = shown(client, event)
    assert image is None and "Vereinsfest" in page.main.get_text()


def test_new_words_for_a_picture_reach_the_library_when_they_are_accepted(client, key, staff):
    event = send(client, key)
    accept(DateVersion.objects.get(), by=staff)
    send(client, key, event, picture_file="", picture_description="Der Maibaum")
    assert SiteImage.objects.get().description == WORDS["picture_description"]
    accept(DateVersion.objects.waiting().get(), by=staff)
    assert SiteImage.objects.get().description == "Der Maibaum"


@pytest.mark.parametrize("goes", ["date", "club"])
def test_it_goes_with_its_date_and_with_its_club(
    client, key, staff, entry, goes, monkeypatch, django_capture_on_commit_callbacks
):
    event = send(client, key)
    accept(DateVersion.objects.get(), by=staff)
    image = SiteImage.objects.get()
    file, storage = image.file.name, image.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        if goes == "club":
            entry.delete()
        else:
            event = PartnerEvent.objects.get()
            PartnerEvent.objects.filter(pk=event.pk).update(first_date=date(2028, 1, 1))
            later(monkeypatch, 2)
            forget_past_dates()
    assert not DatePicture.objects.exists() and not SiteImage.objects.exists()
    assert not storage.exists(file)


def test_what_an_editor_has_put_on_a_page_stays(client, key, staff, entry):
    send(client, key)
    accept(DateVersion.objects.get(), by=staff)
    home = entry.get_parent().get_parent()
    home.refresh_from_db()
    make_page(home, "Rückblick", share_image=SiteImage.objects.get())
    entry.delete()
    assert SiteImage.objects.exists()


def test_what_nobody_sent_is_forgotten_after_a_day(client, key, monkeypatch):
    post(client, key, "look", picture_file=photo(), **WORDS)
    forget_past_dates()
    assert DatePicture.objects.exists()
    later(monkeypatch, 2)
    assert forget_past_dates()["pictures"] == 1


def test_replaced_picture_is_forgotten_when_nobody_can_take_it_back_any_more(client, key, staff, monkeypatch):
    TrustedOrganiser.objects.create(page=Maintainership.objects.get().page)
    event = send(client, key)
    first = event.picture
    send(client, key, event, picture_file=photo(colour="#ff0000"))
    later(monkeypatch, 89)
    assert forget_past_dates()["pictures"] == 0
    later(monkeypatch, 3)
    assert forget_past_dates()["pictures"] == 1
    assert not SiteImage.objects.filter(pk=first.image_id).exists()
    undo(PartnerEvent.objects.get(), by=staff)
    assert PartnerEvent.objects.get().picture is None


def test_nobody_takes_or_sees_the_picture_of_another_club(client, key, directory):
    other = make_entry(directory, "Anderer Verein")
    theirs = sent_pictures.keep_picture(DatePicture, other, photo())
    address = reverse("club_date_picture", args=[key, theirs.key])
    assert client.get(address).status_code == 404
    post(client, key, picture_key=str(theirs.key))
    assert PartnerEvent.objects.get().picture is None


def test_only_so_many_pictures_wait(client, key, monkeypatch):
    monkeypatch.setattr(sent_pictures, "MOST_WAITING", 1)
    post(client, key, "look", picture_file=photo(), **WORDS)
    answer = post(client, key, "look", picture_file=photo(), **WORDS)
    assert "warten schon so viele" in answer.content.decode()


def test_accepting_waits_for_the_storage_and_changes_nothing(client, key, staff, monkeypatch):
    event = send(client, key)
    client.force_login(staff)

    def away(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(SiteImage, "save", away)
    data = {"action": "accept", "version": DateVersion.objects.get().pk}
    answer = client.post(reverse("club_date", args=[event.pk]), data, follow=True)
    assert "konnte nicht gespeichert werden" in answer.content.decode()
    assert PartnerEvent.objects.get().state == "waiting" and DatePicture.objects.get().content
    TrustedOrganiser.objects.create(page=event.organisation)
    answer = post(client, key, picture_file=photo(), **WORDS)
    assert answer.status_code == 503 and "ohne Bild" in answer.content.decode()


def test_png_and_its_kind(client, key):
    event = send(client, key, picture_file=SimpleUploadedFile("a.png", make_picture_file().read()))
    assert event.picture.kind == "image/png"
    assert re.fullmatch(r"termin\.png", event.picture.file.name)
    assert timezone.localdate() == TODAY
