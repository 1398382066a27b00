"""A person's data as a streamed archive: `data.json` and their files."""

import json
import logging
import zipfile
from collections.abc import Iterator

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Site

from cms.common.archives import Sink

from ..models.files import SubmissionFile
from .personal_data import export_person, files_of

logger = logging.getLogger(__name__)
DATA = "data.json"
BLOCK = 64 * 1024


def archive_of(email: str, town: Site | None = None) -> Iterator[bytes]:
    """Return a ZIP in pieces. Unavailable files are listed in `missing_files` of data.json."""
    # Evaluated now, while the request's language is active.
    return _pieces(export_person(email, town), files_of(email, town))


def _pieces(data: dict, files: list[tuple[str, SubmissionFile]]) -> Iterator[bytes]:
    missing: list[str] = []
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for path, file in files:
            try:
                yield from _put(package, sink, path, file)
            except Exception as error:  # each storage has errors of its own
                logger.warning("A file is missing in an export: %s", type(error).__name__)
                missing.append(path)
        told = data | {"missing_files": missing}
        package.writestr(DATA, json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
    yield sink.take()


def _put(package: zipfile.ZipFile, sink: Sink, path: str, file: SubmissionFile) -> Iterator[bytes]:
    with file.open() as content, package.open(path, "w") as target:
        while block := content.read(BLOCK):
            target.write(block)
            yield sink.take()
