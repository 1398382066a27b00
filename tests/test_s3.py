"""Media in a bucket: the whole demonstration content against a real S3 server."""

import re

import pytest

from .support.site import running_site

pytestmark = [pytest.mark.services, pytest.mark.embedded]


@pytest.fixture(scope="module")
def site_on_s3(s3_server, tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("s3-site"), seconds=240, **s3_server.environment) as site:
        yield site


def test_uploads_and_renditions_lie_in_the_bucket(site_on_s3, s3_server):
    site_on_s3.get("/")
    keys = s3_server.keys()
    assert [key for key in keys if key.startswith("private/original_images/")]
    assert [key for key in keys if key.startswith("public/images/")]
    assert [key for key in keys if re.fullmatch(r"private/documents/.+\.pdf", key)]


def test_nothing_is_left_on_the_disk(site_on_s3):
    media = site_on_s3.data_dir / "media"
    assert not [file for file in media.rglob("*") if file.is_file()]


def test_pictures_of_a_page_come_from_the_bucket(site_on_s3, s3_server):
    html = site_on_s3.get("/")[2].decode()
    addresses = set(re.findall(rf"{re.escape(s3_server.url)}/stadt/(public/images/[^\s\"?]+)", html))
    assert addresses
    assert addresses <= set(s3_server.keys())


def test_brochure_is_downloaded_through_the_site(site_on_s3):
    link = re.search(r'href="(/dokumente/\d+/[^"]+\.pdf)"', site_on_s3.get("/")[2].decode())
    status, content_type, body = site_on_s3.get(link[1])
    assert (status, content_type, body[:5]) == (200, "application/pdf", b"%PDF-")
