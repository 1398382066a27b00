"""Who makes the sizes of pictures, and how long a citizen may wait for them."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from cms.jobs.models import JobState
from cms.jobs.registry import JOBS
from cms.media import jobs, picture_sizes
from cms.media.models import SiteImage
from cms.media.picture_sizes import ALL_SPECS, citizens_request
from tests.support.making import make_image, make_page, make_picture_file, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
PLACEHOLDER = "/static/img/placeholder.svg"


def specs_of(image: SiteImage) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_a_citizens_request_makes_a_few_sizes_of_local_pictures(client, home):
    image = make_image()
    make_page(home, "Neues", share_image=image)
    assert PLACEHOLDER not in client.get("/neues/").content.decode()
    assert specs_of(image) == {*picture_sizes.ROLES["half"].specs, picture_sizes.SHARED}


def test_it_stops_before_it_takes_long(monkeypatch):
    first, second = make_image(), make_image()
    monkeypatch.setattr(picture_sizes, "MOST_PIXELS", 60 * 40)
    with citizens_request():
        assert first.get_rendition("width-20").is_made
        assert second.get_rendition("width-20").url == PLACEHOLDER
    assert second.get_rendition("width-20").is_made


def test_a_placeholder_has_the_proportions_of_what_is_missing(monkeypatch):
    monkeypatch.setattr(picture_sizes, "MOST_PIXELS", 0)
    with citizens_request():
        missing = make_image(file=make_picture_file(size=(400, 200))).get_renditions(
            "fill-60x40", "width-100"
        )
    assert [(each.width, each.height) for each in missing.values()] == [(60, 40), (100, 50)]


def test_whoever_misses_a_size_tells_the_worker_once(monkeypatch, django_assert_num_queries):
    image = make_image()
    SiteImage.objects.update(sizes=SiteImage.Sizes.UNKNOWN)
    monkeypatch.setattr(picture_sizes, "MOST_PIXELS", 0)
    with citizens_request():
        image.get_rendition("width-20")
        assert SiteImage.objects.get().sizes == SiteImage.Sizes.DUE
        with django_assert_num_queries(1):
            image.get_rendition("width-20")


def test_an_upload_wakes_the_worker(django_capture_on_commit_callbacks):
    JobState.objects.create(name="make-sizes", due_at="2100-01-01T00:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        make_image()
    assert JobState.objects.get(name="make-sizes").due_at.year < 2100


def test_the_worker_makes_every_size_that_the_site_shows():
    image = make_image(file=make_picture_file(size=(1600, 1000)))
    assert jobs.make_sizes() == {"pictures": 1, "failed": 0}
    assert specs_of(image) == set(ALL_SPECS)
    assert jobs.make_sizes() == {"pictures": 0, "failed": 0}


def test_a_picture_that_cannot_be_read_is_tried_once():
    image = make_image()
    image.file.storage.delete(image.file.name)
    assert jobs.make_sizes() == {"pictures": 0, "failed": 1}
    picture_sizes.ask_for(image)
    assert jobs.make_sizes() == {"pictures": 0, "failed": 0}


def test_all_sizes_are_made_anew_under_new_addresses(django_capture_on_commit_callbacks):
    image = make_image()
    before = image.get_rendition("format-webp|width-640").file
    with django_capture_on_commit_callbacks(execute=True):
        call_command("make_picture_sizes", anew=True)
    assert specs_of(image) == set(ALL_SPECS)
    assert SiteImage.objects.get().get_rendition("format-webp|width-640").file.name != before.name
    assert not before.storage.exists(before.name)


def test_a_new_focal_point_gives_new_addresses_only_to_what_is_cropped(django_capture_on_commit_callbacks):
    image = make_image(file=make_picture_file(size=(200, 200)))
    cropped, whole = image.get_rendition("fill-20x10").file, image.get_rendition("width-20").file
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 10
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert not cropped.storage.exists(cropped.name)
    assert whole.storage.exists(whole.name)
    assert image.get_rendition("fill-20x10").file.name != cropped.name


def test_saving_a_title_keeps_all_sizes():
    image = make_image()
    image.get_rendition("fill-20x10")
    image.title = "Anders"
    image.save()
    assert specs_of(image) == {"fill-20x10"}


def test_templates_ask_for_no_size_of_their_own():
    """Other sizes would not be made ahead, and be missing on citizens' pages."""
    tags = re.compile(r"{%\s*(image|picture|srcset_image|image_url)\b")
    templates = (Path(django_settings.BASE_DIR) / "templates").rglob("*.html")
    assert [
        path.name for path in templates if tags.search(path.read_text()) and "wagtail" not in str(path)
    ] == []


def test_picture_that_kills_the_worker_is_given_up_after_three_tries_and_told(client, home, monkeypatch):
    poisoned = make_image(title="Giftig")
    SiteImage.objects.update(sizes=SiteImage.Sizes.DUE)
    tries = []

    def be_killed(self):
        if self.pk == poisoned.pk:
            tries.append(self.pk)
            raise KeyboardInterrupt

    monkeypatch.setattr(SiteImage, "make_sizes", be_killed)
    for _round in range(6):
        with suppress(KeyboardInterrupt):
            jobs.make_sizes()

    assert len(tries) == 3
    assert SiteImage.objects.get(pk=poisoned.pk).sizes == SiteImage.Sizes.FAILED
    assert JOBS["make-sizes"].counts_tries
    client.force_login(make_user(group="Redaktion"))
    assert "Giftig" in client.get("/admin/").content.decode()
