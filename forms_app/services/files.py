"""Files of submissions: in the storage if and only if a submission holds them.

A storage knows no transaction. So each key is written down before the file is, and crossed out in the
transaction that stores the submission; what is still written down after an hour is removed by a job.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from ..models.files import SubmissionFile, UnclaimedFile, new_key
from ..models.submissions import Submission
from ..uploads import CheckedFile

logger = logging.getLogger(__name__)
LONGER_THAN_ANY_REQUEST = timedelta(hours=1)


class FilesNotStoredError(Exception):
    """The storage is away; nothing has been stored."""


@contextmanager
def kept_files(uploads: Iterable[tuple[str, CheckedFile]]) -> Iterator[list[SubmissionFile]]:
    """Put the files into the storage, for `claim` to take in a transaction inside this context.

    Whatever fails inside takes them out again. Raises FilesNotStoredError when the storage is away.
    """
    files = []
    try:
        for question, upload in uploads:
            files.append(SubmissionFile(question=question, key=new_key(), **_facts(upload)))
            _put(files[-1].key, upload.content)
        yield files
    except BaseException:
        _remove(UnclaimedFile.objects.filter(key__in=[file.key for file in files]))
        raise


def claim(files: list[SubmissionFile], submission: Submission) -> None:
    for file in files:
        file.submission = submission
    SubmissionFile.objects.bulk_create(files)
    UnclaimedFile.objects.filter(key__in=[file.key for file in files]).delete()


def remove_unclaimed_files() -> int:
    """Remove what a killed process or a storage that was away has left; return how many."""
    return _remove(UnclaimedFile.objects.filter(since__lt=timezone.now() - LONGER_THAN_ANY_REQUEST))


def _facts(upload: CheckedFile) -> dict:
    return {"name": upload.name, "content_type": upload.content_type, "size": len(upload.content)}


def _put(key: str, content: bytes) -> None:
    UnclaimedFile.objects.create(key=key)
    try:
        default_storage.save(key, ContentFile(content))
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
