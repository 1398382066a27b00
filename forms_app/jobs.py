from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cms.caching.remains import wipe_log
from cms.jobs.registry import job

from .services.files import remove_unclaimed_files
from .services.office import send_digests
from .services.retention import forget_due


@job("forget", every=timedelta(hours=1), label=_("Delete submissions and consents past their time"))
def forget() -> dict[str, int]:
    counts = forget_due()
    # Not only of submissions.
    wipe_log()
    return counts


@job("remove-files", every=timedelta(hours=1), label=_("Remove files that belong to nothing"))
def remove_files() -> dict[str, int]:
    return {"files": remove_unclaimed_files()}


# Asked each hour, so that the mails go out in the morning; once a day to each address.
@job("tell-office", every=timedelta(hours=1), label=_("Tell the office once a day what waits in the inbox"))
def tell_office_what_waits() -> dict[str, int]:
    return {"mails": send_digests()}
