"""Parts of files, as players of films and readers of PDFs ask for them. Those from a bucket: tests/test_s3.py."""

import pytest

from tests.support.making import make_document

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
TEXT = b"0123456789"


@pytest.fixture
def document(home):
    return make_document(content=TEXT, name="zahlen.txt")


@pytest.mark.parametrize(
    ("asked", "given", "where"),
    [
        ("bytes=2-4", b"234", "2-4"),
        ("bytes=0-0", b"0", "0-0"),
        ("bytes=9-9", b"9", "9-9"),
        ("bytes=0-", TEXT, "0-9"),
        ("bytes=7-", b"789", "7-9"),
        ("bytes=8-100", b"89", "8-9"),
        ("bytes=-3", b"789", "7-9"),
        ("bytes=-100", TEXT, "0-9"),
    ],
)
def test_a_part_is_given_as_asked(client, document, asked, given, where):
    response = client.get(document.url, headers={"Range": asked})
    assert (response.status_code, b"".join(response)) == (206, given)
    assert response["Content-Range"] == f"bytes {where}/10"
    assert response["Content-Length"] == str(len(given))
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=50-60", "bytes=-0"])
def test_a_part_beyond_the_end_is_told(client, document, asked):
    response = client.get(document.url, headers={"Range": asked})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize(
    "asked", ["", "bytes=", "bytes=-", "bytes=4-2", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"]
)
def test_what_is_no_single_part_gives_the_whole(client, document, asked):
    response = client.get(document.url, headers={"Range": asked})
    assert (response.status_code, b"".join(response), response["Accept-Ranges"]) == (200, TEXT, "bytes")


def test_a_part_of_the_same_version_only(client, document):
    whole = client.get(document.url)
    for known in (whole["ETag"], whole["Last-Modified"]):
        assert client.get(document.url, headers={"Range": "bytes=2-4", "If-Range": known}).status_code == 206
    for other in ('"other"', "Thu, 01 Jan 1970 00:00:00 GMT", f"W/{whole['ETag']}"):
        assert client.get(document.url, headers={"Range": "bytes=2-4", "If-Range": other}).status_code == 200
    assert client.head(document.url, headers={"Range": "bytes=2-4"}).status_code == 200
    assert (
        client.get(document.url, headers={"Range": "bytes=2-4", "If-None-Match": whole["ETag"]}).status_code
        == 304
    )
