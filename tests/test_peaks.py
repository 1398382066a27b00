"""What the largest allowed files take, against the limits of the units in `deploy/`. The whole site: `make bench`."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cms.media import picture_sizes
from cms.media.intake import process
from cms.media.models import SiteImage
from cms.operations.management.commands.serve import Command
from tests.support.peaks import LARGEST, memory_max, peak_of

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
# What the site takes without any file, and the worker (MB): the main process of granian and one that answers.
SITE, WORKER = 250, 150
# What docs/security.md promises of one file (MB).
MOST = 320
LIMITS = {"engagierte-stadt-web@.service": SITE, "engagierte-stadt-worker.service": WORKER}


def room() -> int:
    return min(memory_max(unit) - taken for unit, taken in LIMITS.items())


# Making the largest HEIC takes half a minute: `make bench` does.
@pytest.mark.parametrize("name", sorted(LARGEST.keys() - {"HEIC"}))
def test_the_largest_file_of_each_kind_stays_within_the_limits(name):
    process._reader.stop()
    assert 20 < peak_of(LARGEST[name]()) < MOST < room() - 100


def test_what_a_large_file_took_is_free_before_the_next_one_is_decoded():
    process._reader.stop()
    assert peak_of(LARGEST["progressive photograph"]()) > 128
    assert process._reader.process is None


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="tells the peak of a process")
def test_the_sizes_of_the_largest_stored_picture_are_made_one_after_the_other(tmp_path):
    output = BytesIO()
    Image.new("RGBA", (4_600, 3_470), (10, 90, 90, 120)).save(output, "PNG", compress_level=1)
    image = SiteImage.objects.create(title="Groß", file=ContentFile(output.getvalue(), name="a.png"))
    assert (image.width, image.height) == (4_600, 3_470)
    Path("/proc/self/clear_refs").write_text("5")
    before = peak_of_this()
    image.make_sizes(["format-webp|width-1280", "format-png|max-480x240", picture_sizes.SHARED])
    assert peak_of_this() - before < room()


def peak_of_this() -> int:
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024


def test_files_leave_threads_for_readers():
    parser = Command().create_parser("manage.py", "serve")
    assert parser.get_default("threads") >= process.MOST_WAITING + 2
