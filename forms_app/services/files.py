"""Files of submissions: in the storage if and only if a submission owns them.

Storages have no transactions. So each key is recorded before the file is written, and removed in the transaction that
stores the submission; a job deletes files whose keys are still recorded after an hour.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from ..intake.uploads import CheckedFile
from ..models.files import SubmissionFile, UnclaimedFile, new_key
from ..models.submissions import Submission

logger = logging.getLogger(__name__)
LONGER_THAN_ANY_REQUEST = timedelta(hours=1)


class FilesNotStoredError(Exception):
    """The storage is down; nothing was stored."""


@contextmanager
def kept_files(uploads: Iterable[tuple[str, CheckedFile]]) -> Iterator[list[SubmissionFile]]:
    """Store the files, for `claim` to take over in a transaction inside this context.

    If anything fails inside, they are removed again. Raise FilesNotStoredError if the storage is down.
    """
    files = []
    try:
        for question, upload in uploads:
            files.append(SubmissionFile(question=question, key=new_key(), **_facts(upload)))
            _put(files[-1].key, upload.file)
        yield files
    except BaseException:
        _remove(UnclaimedFile.objects.filter(key__in=[file.key for file in files]))
        raise


def claim(files: list[SubmissionFile], submission: Submission) -> None:
    """Raise FilesNotStoredError if the job has deleted one as left behind, since the clock jumped meanwhile."""
    for file in files:
        file.submission = submission
    SubmissionFile.objects.bulk_create(files)
    still_there, _by_model = UnclaimedFile.objects.filter(key__in=[file.key for file in files]).delete()
    if still_there < len(files):
        raise FilesNotStoredError


def remove_unclaimed_files() -> int:
    """Remove what a killed process or a storage outage left behind; return how many."""
    return _remove(UnclaimedFile.objects.filter(since__lt=timezone.now() - LONGER_THAN_ANY_REQUEST))


def _facts(upload: CheckedFile) -> dict:
    return {"name": upload.name, "content_type": upload.content_type, "size": upload.file.size}


def _put(key: str, content: File) -> None:
    UnclaimedFile.objects.create(key=key)
    try:
        default_storage.save(key, content)
    except Exception as error:  # each storage has errors of its own
        raise FilesNotStoredError from error


def _remove(unclaimed: Iterable[UnclaimedFile]) -> int:
    removed = 0
    for file in unclaimed:
        try:
            file.remove()
        except Exception as error:  # each storage has errors of its own
            logger.warning("A file could not be removed yet: %s", type(error).__name__)
        else:
            removed += 1
    return removed
