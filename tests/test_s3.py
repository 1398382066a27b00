"""Media in a bucket, on a real S3 server: what works, and what citizens and editors see when it fails."""

import re
from datetime import timedelta
from io import BytesIO
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from botocore.config import Config
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from cms.common import breaker
from cms.media import jobs, pending_deletions, storages
from cms.media.admin import storing
from cms.media.models import PendingDeletion, SiteImage
from tests.support.making import make_document, make_image, make_page, make_pdf, make_picture_file, make_user

from .support.media_on_s3 import failing_server, forget_storages, nobody, silent_server, use_bucket

pytestmark = [pytest.mark.services, pytest.mark.embedded, pytest.mark.django_db]

UNSIGNED, EXPIRED, FORGED = (
    (400, "UnsupportedAlgorithm"),
    (400, "AccessDenied"),
    (403, "SignatureDoesNotMatch"),
)
PICTURE = {
    "title": "Fest",
    "description": "Menschen feiern",
    "author": "Stadt",
    "licence": "own",
    "tags": "",
    "collection": "1",
}


@pytest.fixture
def bucket(settings, s3_server):
    use_bucket(settings, s3_server)
    yield s3_server
    forget_storages()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def editor(client, home):
    client.force_login(make_user(group="Redaktion"))
    return client


@pytest.fixture(params=["refused", "wrong keys", "server error"])
def broken(request, settings, s3_server):
    """The storage, failing in the ways that are noticed at once."""

    with failing_server() as failing:
        faults = {
            "refused": {"endpoint_url": nobody()},
            "wrong keys": {"secret_key": "wrong"},
            "server error": {"endpoint_url": failing},
        }
        yield lambda: use_bucket(settings, s3_server, **faults[request.param])
    forget_storages()


@pytest.fixture
def hanging(settings, s3_server, monkeypatch):
    """A server that never responds, with a timeout of a fifth of a second instead of five."""
    quick = Config(connect_timeout=0.2, read_timeout=0.2)
    monkeypatch.setattr(storages, "CLIENT_CONFIG", storages.CLIENT_CONFIG.merge(quick))
    with silent_server() as url:
        yield lambda: use_bucket(settings, s3_server, endpoint_url=url)
    forget_storages()


def status_of(url: str) -> int:
    try:
        with urlopen(url, timeout=10) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


def refusal_of(url: str) -> tuple[int, str]:
    """How the server refuses: rclone partly responds with 400 where others respond with 403."""
    with pytest.raises(HTTPError) as refused:
        urlopen(url, timeout=10)
    body = refused.value.read().decode()
    return refused.value.code, re.search(r"<Code>(\w+)</Code>", body)[1]


def key_of(file) -> str:
    return f"{file.storage.location}/{file.name}"


def upload(name="fest.png", **fields):
    return PICTURE | {"file": make_picture_file(name)} | fields


# What works


def test_an_upload_lies_in_the_bucket_under_a_key_that_tells_nothing(editor, bucket):
    response = editor.post(reverse("wagtailimages:add"), upload("Erika Beispiel.png"))
    assert response.status_code == 302
    image = SiteImage.objects.get(title="Fest")
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.png", image.file.name)
    assert key_of(image.file) in bucket.stored_keys


def test_everybody_reads_pictures_and_nobody_originals(bucket):
    image = make_image()
    rendition = image.get_rendition("width-20")
    assert rendition.url == f"{bucket.public_url}/{rendition.file.name}"
    with urlopen(rendition.url) as answer:
        assert Image.open(BytesIO(answer.read())).width == 20
    assert refusal_of(f"{bucket.url}/stadt/{key_of(image.file)}") == UNSIGNED
    assert status_of(f"{bucket.public_url}/{image.file.name}") == 404


def test_a_signed_address_ends(bucket, monkeypatch):
    document = make_document()
    address = default_storage.url(document.file.name, expire=1)
    assert status_of(address) == 200
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: timezone.now() - timedelta(hours=1))
    assert refusal_of(default_storage.url(document.file.name)) == EXPIRED


def test_an_address_signed_with_another_key_is_refused(settings, bucket):
    document = make_document()
    use_bucket(settings, bucket, secret_key="wrong")
    assert refusal_of(default_storage.url(document.file.name)) == FORGED


def test_two_files_of_one_name_live_side_by_side(bucket):
    first, second = (make_document(content=text, name="plan.txt") for text in (b"eins", b"zwei"))
    assert first.filename == second.filename == "plan.txt"
    assert [document.file.open().read() for document in (first, second)] == [b"eins", b"zwei"]


def test_a_document_streams_through_the_site(client, home, bucket):
    document = make_document(name="Satzung 2026.pdf")
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename=Satzung_2026.pdf")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    content = b"".join(response.streaming_content)
    assert content == document.file.open().read()
    assert len(content) == int(response["Content-Length"])
    assert client.get(document.url, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_player_gets_the_part_that_it_asks_for(client, home, bucket):
    document = make_document(content=b"0123456789", name="film.txt")
    part = client.get(document.url, headers={"Range": "bytes=2-4"})
    assert part.status_code == 206
    assert (b"".join(part.streaming_content), part["Content-Range"]) == (b"234", "bytes 2-4/10")
    beyond = client.get(document.url, headers={"Range": "bytes=50-60"})
    assert (beyond.status_code, b"".join(beyond.streaming_content)) == (200, b"0123456789")


@pytest.mark.parametrize(("kind", "status"), [("login", 302), ("groups", 302), ("password", 200)])
def test_a_private_document_stays_private(client, home, bucket, kind, status):
    collection = Collection.get_first_root_node().add_child(name="Intern")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, password="geheim-genug"
    )
    document = make_document(content=make_pdf(), collection=collection)
    response = client.get(document.url)
    assert response.status_code == status
    assert not response.streaming
    assert refusal_of(f"{bucket.url}/stadt/{key_of(document.file)}") == UNSIGNED
    restriction.delete()
    assert client.get(document.url).status_code == 200


def test_a_document_whose_file_is_gone_is_not_found(client, home, bucket):
    document = make_document()
    default_storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


def test_a_replaced_picture_gets_new_addresses_and_leaves_nothing(editor, bucket, committed):
    image = make_image()
    before = {key_of(image.file), key_of(image.get_rendition("width-20").file)}
    old_address = image.get_rendition("width-20").url
    with committed():
        address = reverse("wagtailimages:edit", args=[image.pk])
        response = editor.post(address, upload(file=make_picture_file("neu.png", (80, 60))))
    assert response.status_code == 302
    image = SiteImage.objects.get(pk=image.pk)
    assert image.get_rendition("width-20").url != old_address
    assert not before & set(bucket.stored_keys)
    assert status_of(old_address) == 404
    assert status_of(image.get_rendition("width-20").url) == 200


def test_another_focal_point_gives_new_addresses_and_leaves_nothing(bucket, committed):
    image = make_image(file=make_picture_file(size=(200, 200)))
    cropped, whole = image.get_rendition("fill-20x10").file, image.get_rendition("width-20").file
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 10
    with committed():
        image.save()
    assert key_of(cropped) not in bucket.stored_keys
    assert key_of(whole) in bucket.stored_keys
    assert image.get_rendition("fill-20x10").file.name != cropped.name


def test_a_deleted_picture_leaves_nothing(bucket, committed):
    image = make_image()
    keys = {key_of(image.file), key_of(image.get_rendition("width-20").file)}
    assert keys <= set(bucket.stored_keys)
    with committed():
        image.delete()
    assert not keys & set(bucket.stored_keys)


# Sizes


def test_a_citizen_does_not_wait_for_sizes_but_gets_a_placeholder(client, home, bucket, committed):
    make_page(home, "Neues", share_image=make_image())
    html = client.get("/neues/").content.decode()
    assert 'src="/static/img/placeholder.svg"' in html
    assert "og:image" not in html
    image = SiteImage.objects.get()
    assert not image.renditions.exists()
    assert image.sizes == SiteImage.Sizes.DUE


def test_the_worker_makes_the_sizes_and_the_page_shows_them(client, home, bucket, committed):
    page = make_page(home, "Neues", share_image=make_image())
    client.get(page.url)
    with committed():
        assert jobs.make_sizes() == {"pictures": 1, "failed": 0}
    html = client.get(page.url).content.decode()
    assert "placeholder" not in html
    addresses = set(re.findall(rf"{bucket.public_url}/images/[0-9a-f]+\.\w+", html))
    assert len(addresses) == 4
    assert {status_of(address) for address in addresses} == {200}
    assert SiteImage.objects.get().sizes == SiteImage.Sizes.MADE


def test_an_upload_is_due_until_the_worker_has_made_its_sizes(bucket):
    assert make_image().sizes == SiteImage.Sizes.DUE


def test_a_page_that_is_published_gets_its_pictures(home, bucket, committed):
    image = make_image()
    SiteImage.objects.update(sizes=SiteImage.Sizes.UNKNOWN)
    with committed():
        make_page(home, "Neues", share_image=image)
    assert SiteImage.objects.get(pk=image.pk).sizes == SiteImage.Sizes.DUE


# What fails


def test_pages_answer_with_a_placeholder(client, home, bucket, broken):
    page = make_page(home, "Neues", share_image=make_image())
    broken()
    response = client.get(page.url)
    assert response.status_code == 200
    assert "placeholder.svg" in response.content.decode()


def test_pages_with_made_sizes_do_not_ask_the_storage(client, home, bucket, hanging, monkeypatch):
    page = make_page(home, "Neues", share_image=make_image())
    jobs.make_sizes()
    hanging()
    monkeypatch.setattr(storages.MediaStorage, "asking", lambda self: pytest.fail("asked"))
    assert bucket.public_url in client.get(page.url).content.decode()


def test_a_download_says_when_to_come_again(client, home, bucket, broken):
    document = make_document()
    broken()
    response = client.get(document.url)
    assert response.status_code == 503
    assert response["Retry-After"] == "120"
    assert response["Cache-Control"] == "no-store"
    assert "nicht verloren" in response.content.decode()


def test_an_upload_is_refused_in_words_and_keeps_the_form(editor, bucket, broken):
    broken()
    response = editor.post(reverse("wagtailimages:add"), upload())
    html = response.content.decode()
    assert response.status_code == 200
    assert str(storing.AWAY) in html
    assert "Menschen feiern" in html
    assert not SiteImage.objects.exists()


def test_a_replacement_that_cannot_be_stored_keeps_the_old_file(editor, bucket, broken):
    image = make_image()
    before = image.file.name
    broken()
    response = editor.post(reverse("wagtailimages:edit", args=[image.pk]), upload())
    assert str(storing.AWAY) in response.content.decode()
    assert SiteImage.objects.get().file.name == before


def test_the_list_of_uploads_is_told_why(editor, bucket, broken):
    broken()
    add = editor.post(
        reverse("wagtailimages:add_multiple"), {"files[]": make_picture_file(), "title": "Fest"}
    )
    assert add.json() == {"success": False, "error_message": str(storing.AWAY)}


def test_details_of_an_upload_are_kept_when_it_cannot_be_stored(editor, bucket, broken):
    added = editor.post(
        reverse("wagtailimages:add_multiple"), {"files[]": make_picture_file(), "title": "Fest"}
    )
    upload_id = added.json()["uploaded_file_id"]
    details = {f"uploaded-image-{upload_id}-{name}": value for name, value in PICTURE.items()}
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload_id])
    broken()
    answer = editor.post(address, details).json()
    assert answer["success"] is False
    assert str(storing.AWAY) in answer["form"]
    assert "Menschen feiern" in answer["form"]
    assert not SiteImage.objects.exists()


def test_the_admin_shows_its_list_of_pictures(editor, bucket, broken):
    image = make_image()
    broken()
    response = editor.get(reverse("wagtailimages:index"))
    assert response.status_code == 200
    assert "placeholder.svg" in response.content.decode()
    assert editor.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200


def test_what_cannot_be_deleted_now_is_deleted_later(settings, s3_server, bucket, broken, committed):
    image = make_image()
    key = key_of(image.file)
    broken()
    with committed():
        image.delete()
    assert PendingDeletion.objects.count() == 1
    assert key in s3_server.stored_keys
    use_bucket(settings, s3_server)
    assert pending_deletions.delete_pending() == 1
    assert key not in s3_server.stored_keys
    assert not PendingDeletion.objects.exists()


def test_what_is_wanted_again_is_not_deleted_later(bucket):
    image = make_image()
    pending_deletions.delete_later("default", image.file.name)
    assert pending_deletions.delete_pending() == 0
    assert key_of(image.file) in bucket.stored_keys
    assert not PendingDeletion.objects.exists()


def test_the_worker_does_not_give_up_pictures_while_the_storage_is_away(bucket, broken):
    make_image()
    broken()
    with pytest.raises(storages.StorageAwayError):
        jobs.make_sizes()
    assert SiteImage.objects.get().sizes == SiteImage.Sizes.DUE


def test_a_silent_server_is_waited_for_once(bucket, hanging, monkeypatch):
    image, now = make_image(), [1000.0]
    monkeypatch.setattr(breaker, "monotonic", lambda: now[0])
    asked = []
    hanging()
    create = storages.S3File.__init__
    monkeypatch.setattr(
        storages.S3File, "__init__", lambda self, *rest: asked.append(1) or create(self, *rest)
    )
    for _time in range(5):
        with pytest.raises(storages.StorageAwayError):
            default_storage.open(image.file.name)
    assert len(asked) == 1
    now[0] += breaker.PAUSE
    with pytest.raises(storages.StorageAwayError):
        default_storage.open(image.file.name)
    assert len(asked) == 2


def test_two_tries_of_seconds_are_all_that_anybody_waits():
    config = storages.CLIENT_CONFIG
    assert config.retries == {"total_max_attempts": 2}
    assert config.connect_timeout + config.read_timeout <= 7
