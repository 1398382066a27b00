from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from tests.support.making import make_image

pytestmark = pytest.mark.django_db
GPS, DESCRIPTION, ORIENTATION = 0x8825, 0x010E, 0x0112


def photo(name="foto.jpg", kind="JPEG") -> ImageFile:
    """A rotated photo with GPS data, as phones make them."""
    exif = Image.Exif()
    exif[DESCRIPTION], exif[ORIENTATION] = "Geheimwort", 6
    exif.get_ifd(GPS)[1] = "N"
    output = BytesIO()
    Image.new("RGB", (60, 40), "#0a5663").save(output, kind, exif=exif)
    return ImageFile(BytesIO(output.getvalue()), name=name)


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.jpg", "MPO"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
def test_original_and_renditions_do_not_tell_where_a_photo_was_taken(name, kind):
    image = make_image(file=photo(name, kind))
    for stored in (image, image.get_rendition("width-20"), image.get_rendition("original")):
        with stored.file.open() as file:
            content = file.read()
        assert b"Geheimwort" not in content
        assert not Image.open(BytesIO(content)).getexif()


def test_photo_stands_upright():
    image = make_image(file=photo())
    assert (image.width, image.height) == (40, 60)


def test_picture_without_metadata_is_kept_as_it_is():
    file = make_image().file
    before = file.open().read()
    assert make_image(file=ImageFile(BytesIO(before), name="b.png")).file.open().read() == before
