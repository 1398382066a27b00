"""The picture of an entry: sent by its maintainer, private until the office accepts it, gone where it is refused."""

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cms.media.models import SiteImage
from directory.entry_changes.snapshot import facts_of
from directory.models import EntryPicture, EntryProposal, Maintainership, OrganisationPage, PublicEntry
from directory.self_service.jobs import forget_proposals
from directory.workflow import sent_pictures
from directory.workflow.links import open_session
from directory.workflow.personal_data import Person, remove_person
from directory.workflow.proposals import accept_proposal, reject_proposal
from directory.workflow.withdrawal import withdraw_entry
from tests.support.making import make_image, make_user
from tests.support.recorded import recorded

from .factories import make_entry
from .test_self_service import written

pytestmark = pytest.mark.django_db
MAINTAINER = "petra@example.org"
WORDS = {
    "picture_description": "Kinder üben Elfmeter",
    "picture_author": "Ida Lens",
    "picture_agreed": "on",
}


@pytest.fixture
@recorded
def entry(directory):
    page = make_entry(directory)
    Maintainership.objects.create(page=page, maintainer_email=MAINTAINER, maintainer_mode="club")
    return page


@pytest.fixture
def key(entry):
    return open_session(entry.pk, MAINTAINER)


@pytest.fixture
def address(key):
    return reverse("edit_entry", args=[key])


@pytest.fixture
def staff(db):
    return make_user("leitung", is_superuser=True)


def photo(name="bild.jpg", kind="JPEG", size=(600, 400)):
    """With what a phone tells of its owner."""
    output = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Zuhause bei Petra"
    Image.new("RGB", size, "#0a5663").save(output, kind, exif=exif)
    return SimpleUploadedFile(name, output.getvalue(), content_type="image/jpeg")


def post(client, address, action="preview", **changes):
    return client.post(address, written(client, address, **changes, action=action))


def send(client, address, key, **changes):
    answer = post(client, address, picture_file=photo(), **(WORDS | changes))
    assert answer.status_code == 303, answer.context["form"].errors
    assert client.post(reverse("send_entry_changes", args=[key])).status_code == 303
    return EntryProposal.objects.get(status="sent")


def soup_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def accept(proposal, staff):
    page = OrganisationPage.objects.get(pk=proposal.page_id)
    return accept_proposal(proposal, {"logo"}, by=staff, seen=facts_of(page))


def test_picture_is_kept_with_the_draft_and_shown_only_to_its_sender(client, directory, entry, key, address):
    post(client, address, "save", picture_file=photo(), picture_description="Kinder")
    image = soup_of(client.get(address)).select_one("[data-picture] img")
    content = client.get(image["src"])
    assert content["Content-Type"] == "image/jpeg" and "no-store" in content["Cache-Control"]
    assert b"Zuhause" not in content.content
    assert soup_of(client.get(address)).select_one("[name=picture_description]")["value"] == "Kinder"
    other = make_entry(directory, "Anderer Verein")
    Maintainership.objects.create(page=other, maintainer_email="b@example.org", maintainer_mode="club")
    theirs = open_session(other.pk, "b@example.org")
    mine = EntryPicture.objects.get().key
    assert client.get(reverse("entry_picture", args=[theirs, mine])).status_code == 404
    post(client, reverse("edit_entry", args=[theirs]), picture_key=str(mine), **WORDS)
    client.post(reverse("send_entry_changes", args=[theirs]))
    assert not EntryProposal.objects.get(page=other).wanted.get("logo")


def test_picture_survives_each_step_without_a_second_upload(client, entry, key, address):
    post(client, address, picture_file=photo(), title="", **WORDS)
    assert post(client, address, title="Kicker", **WORDS).status_code == 303
    picture = EntryPicture.objects.get()
    preview = soup_of(client.get(reverse("preview_entry_changes", args=[key])))
    assert preview.select_one(".preview-picture img")["alt"] == WORDS["picture_description"]
    listed = soup_of(client.get(reverse("send_entry_changes", args=[key])))
    assert [each["src"] for each in listed.select(".change-pictures img")] == [
        reverse("entry_picture", args=[key, picture.key])
    ]
    assert "Kinder üben Elfmeter (Bild: Ida Lens)" in listed.main.get_text()


def test_a_script_hears_where_its_picture_is(client, entry, key, address):
    told = post(client, address, "autosave", picture_file=photo()).json()
    picture = EntryPicture.objects.get()
    assert told["picture"] == {
        "key": str(picture.key),
        "url": reverse("entry_picture", args=[key, picture.key]),
    }
    assert EntryProposal.objects.get().data["picture_key"] == [str(picture.key)]
    assert "picture_file" not in EntryProposal.objects.get().data


@pytest.mark.parametrize("missing", list(WORDS))
def test_a_picture_needs_its_words(client, entry, address, missing):
    answer = post(client, address, picture_file=photo(), **(WORDS | {missing: ""}))
    assert answer.status_code == 422
    assert soup_of(answer).select_one(f".field--error [name={missing}]")
    fold = soup_of(answer).select_one(f"[name={missing}]").find_parent("details")
    assert fold["id"] == "pictures" and fold.has_attr("open")


def test_words_without_a_picture_are_not_lost_in_silence(client, entry, address):
    answer = post(client, address, picture_description="Kinder")
    assert answer.status_code == 422 and soup_of(answer).select_one(".field--error [name=picture_file]")


@pytest.mark.parametrize("action", ["preview", "save"])
@pytest.mark.parametrize(
    "upload", [("bild.jpg", b"kein Bild"), ("x.svg", b"<svg onload='alert(1)'/>"), ("x.pdf", b"%PDF-1.7")]
)
def test_what_is_no_picture_is_refused_beside_its_field(client, entry, address, action, upload):
    answer = post(client, address, action, picture_file=SimpleUploadedFile(*upload), **WORDS)
    assert answer.status_code == 422
    assert soup_of(answer).select_one(".field--error [name=picture_file]")
    assert not EntryPicture.objects.exists()


def test_a_script_hears_what_is_wrong_with_a_picture(client, entry, address):
    answer = post(client, address, "autosave", picture_file=SimpleUploadedFile("x.jpg", b"kein Bild"))
    assert answer.status_code == 200 and "picture" not in answer.json()
    assert "Gespeichert" not in answer.json()["text"] and answer.json()["text"]


def test_only_so_many_pictures_wait(client, entry, address, monkeypatch):
    monkeypatch.setattr(sent_pictures, "MOST_WAITING", 1)
    post(client, address, picture_file=photo(), **WORDS)
    answer = post(client, address, picture_file=photo(), **WORDS)
    assert answer.status_code == 422 and EntryPicture.objects.count() == 1


def test_nothing_is_public_before_the_office_accepts_it(client, entry, key, address):
    proposal = send(client, address, key)
    picture = EntryPicture.objects.get()
    assert proposal.wanted["logo"]["sent"] == str(picture.key)
    assert not SiteImage.objects.exists()
    assert PublicEntry.objects.get().document["logo"] is None
    for public in (entry.url, f"/api/v1/organisations/{entry.public_id}", "/daten/verzeichnis.jsonl"):
        answer = client.get(public)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert str(picture.key).encode() not in text and b"Elfmeter" not in text and b"Ida Lens" not in text
    # The session is over.
    assert client.get(reverse("entry_picture", args=[key, picture.key])).status_code in (404, 410)
    assert client.get(reverse("directory_sent_picture", args=[picture.pk])).status_code == 302


def test_office_sees_old_and_new_and_accepts(client, entry, key, address, staff):
    OrganisationPage.objects.filter(pk=entry.pk).update(logo=make_image())
    proposal = send(client, address, key)
    client.force_login(staff)
    screen = soup_of(client.get(reverse("directory_proposal", args=[proposal.pk])))
    old, new = screen.select(".change-pictures img")
    assert new["src"] == reverse("directory_sent_picture", args=[EntryPicture.objects.get().pk])
    shown = client.get(new["src"])
    assert shown["Content-Type"] == "image/jpeg" and "no-store" in shown["Cache-Control"]
    accept(proposal, staff)
    image = OrganisationPage.objects.get(pk=entry.pk).logo
    assert (image.description, image.author) == ("Kinder üben Elfmeter", "Ida Lens")
    client.logout()
    page = soup_of(client.get(entry.url))
    assert page.select_one(".page-header__picture img")["alt"] == "Kinder üben Elfmeter"
    assert bytes(EntryPicture.objects.get().content) == b""
    api = client.get(f"/api/v1/organisations/{entry.public_id}").json()["logo"]
    assert (api["alt"], api["author"]) == ("Kinder üben Elfmeter", "Ida Lens")


def test_refused_picture_is_gone_at_once(client, entry, key, address, staff):
    proposal = send(client, address, key, summary="Wir kicken zusammen.")
    reject_proposal(proposal, "Unscharf.", by=staff)
    assert not EntryPicture.objects.exists() and not SiteImage.objects.exists()


def test_picture_refused_beside_accepted_words_is_gone(client, entry, key, address, staff):
    proposal = send(client, address, key, summary="Wir kicken zusammen.")
    accept_proposal(proposal, {"summary"}, by=staff, seen=facts_of(entry))
    assert not EntryPicture.objects.exists()
    assert OrganisationPage.objects.get(pk=entry.pk).logo is None


def test_withdrawn_entry_and_erased_person_leave_no_picture(client, entry, key, address):
    post(client, address, "save", picture_file=photo())
    remove_person(Person(MAINTAINER))
    assert not EntryPicture.objects.exists()
    EntryPicture.objects.create(page=entry, kind="image/png", width=1, height=1)
    withdraw_entry(entry, email="")
    assert not EntryPicture.objects.exists()


def test_what_expires_with_its_draft_goes(client, entry, key, address):
    post(client, address, "save", picture_file=photo())
    later = timezone.now() - timedelta(days=31)
    EntryPicture.objects.update(created_at=later)
    assert forget_proposals()["pictures"] == 0
    EntryProposal.objects.update(updated_at=later)
    assert forget_proposals()["pictures"] == 1


def test_picture_that_was_replaced_goes_from_the_library_after_a_while(client, entry, key, address, staff):
    accept(send(client, address, key), staff)
    first = SiteImage.objects.get()
    again = open_session(entry.pk, MAINTAINER)
    accept(send(client, reverse("edit_entry", args=[again]), again), staff)
    forget_proposals()
    assert SiteImage.objects.filter(pk=first.pk).exists()
    EntryPicture.objects.update(created_at=timezone.now() - timedelta(days=91))
    forget_proposals()
    assert list(SiteImage.objects.all()) == [OrganisationPage.objects.get(pk=entry.pk).logo]


def test_picture_goes_with_its_entry(client, entry, key, address, staff):
    accept(send(client, address, key), staff)
    OrganisationPage.objects.get(pk=entry.pk).delete()
    assert not EntryPicture.objects.exists() and not SiteImage.objects.exists()


def test_maintainer_takes_the_picture_out(client, entry, key, address, staff):
    OrganisationPage.objects.filter(pk=entry.pk).update(logo=make_image())
    post(client, address, picture_removed="on")
    client.post(reverse("send_entry_changes", args=[key]))
    accept(EntryProposal.objects.get(), staff)
    assert OrganisationPage.objects.get(pk=entry.pk).logo is None


def test_storage_that_is_away_changes_nothing(client, entry, key, address, staff, monkeypatch):
    proposal = send(client, address, key)

    def fail(*args, **kwargs):
        raise OSError("away")

    monkeypatch.setattr(SiteImage, "save", fail)
    client.force_login(staff)
    screen = reverse("directory_proposal", args=[proposal.pk])
    seen = soup_of(client.get(screen)).select_one("[name=seen]")["value"]
    answer = client.post(screen, {"action": "accept", "accept": ["logo"], "seen": seen})
    assert answer.status_code == 422 and "nicht gespeichert werden" in answer.content.decode()
    assert EntryProposal.objects.get().is_waiting and bytes(EntryPicture.objects.get().content)


def test_staff_of_elsewhere_do_not_see_it(client, entry, key, address):
    send(client, address, key)
    client.force_login(make_user("woanders"))
    assert client.get(
        reverse("directory_sent_picture", args=[EntryPicture.objects.get().pk])
    ).status_code in (302, 403)


@pytest.mark.parametrize("action", ["autosave", "preview", "save"])
@pytest.mark.parametrize(
    "key_sent", ["x", "\x00", "../..", "ä" * 300, "00000000-0000-0000-0000-000000000000"]
)
def test_a_key_that_is_none_brings_nothing_and_breaks_nothing(client, entry, address, action, key_sent):
    assert post(client, address, action, picture_key=key_sent).status_code < 500
    assert client.get(address).status_code == 200
