"""`make run-s3`: the same site, with its media on a real S3 server."""

import re
import shutil
import urllib.request
from pathlib import Path

import pytest

from .support.site import copy_of_demo, running_site

pytestmark = [pytest.mark.services, pytest.mark.embedded]
MAKE_RUN_S3 = ("make", "--no-print-directory", "run-s3")


@pytest.fixture(scope="module")
def site_on_s3(shared_folder, tmp_path_factory):
    """The demo site as after a first start; buckets are folders."""
    data_dir = tmp_path_factory.mktemp("run-s3")
    media = copy_of_demo(shared_folder, data_dir / "s3") / "media"
    bucket = data_dir / "s3" / "buckets" / "stadt"
    bucket.mkdir(parents=True)
    shutil.move(media / "images", bucket / "public" / "images")
    shutil.move(media, bucket / "private")
    with running_site(data_dir, MAKE_RUN_S3, seconds=90) as site:
        yield site


def pictures_of(site, path: str) -> set[str]:
    return set(re.findall(r"http://127\.0\.0\.1:\d+/images/[0-9a-f]+\.\w+", site.get(path)[2].decode()))


def test_it_tells_where_the_bucket_is(site_on_s3):
    output = site_on_s3.process.read()
    assert re.search(r"Site +http://127\.0\.0\.1:\d+/\n", output)
    assert re.search(r"S3 +http://127\.0\.0\.1:\d+/stadt +\(pictures: http://127\.0\.0\.1:\d+\)\n", output)


def test_pictures_come_from_the_bucket_without_a_signature(site_on_s3):
    site_on_s3.process.wait_for(lambda: "placeholder.svg" not in site_on_s3.get("/")[2].decode(), 60)
    addresses = pictures_of(site_on_s3, "/")
    assert addresses
    for address in addresses:
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.headers.get_content_maintype() == "image"


def test_pages_may_load_pictures_from_there_and_nowhere_else(site_on_s3):
    public = re.search(r"pictures: (\S+)\)", site_on_s3.process.read())[1]
    with urllib.request.urlopen(site_on_s3.url) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert f"img-src 'self' data: {public}/;" in f"{policy};"


def test_documents_come_through_the_site(site_on_s3):
    link = re.search(r'href="(/dokumente/\d+/[^"]+\.pdf)"', site_on_s3.get("/")[2].decode())
    status, content_type, body = site_on_s3.get(link[1])
    assert (status, content_type, body[:5]) == (200, "application/pdf", b"%PDF-")


def test_nothing_is_left_on_the_disk(site_on_s3):
    media = Path(site_on_s3.data_dir) / "s3" / "media"
    assert not media.exists() or not [file for file in media.rglob("*") if file.is_file()]


def test_an_interrupt_ends_site_and_servers(site_on_s3):
    server = re.search(r"S3 +(http://\S+)/stadt", site_on_s3.process.read())[1]
    site_on_s3.process.interrupt(seconds=15)
    assert site_on_s3.process.is_gone
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(server, timeout=2)
