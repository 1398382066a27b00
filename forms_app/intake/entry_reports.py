"""A form about an entry of the directory, which the address identifies; without it, the form asks."""

from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.common.form_fields import SingleLineField
from directory.models import PublicEntry
from directory.publishing.addresses import entry_url
from directory.publishing.tombstones import find_successor

from .forms import SubmissionForm

# Names from the form builder never contain a hyphen.
ABOUT = "about-entry"


class EntryReportForm(SubmissionForm):
    """`entry` is the public record that the form is about; None if unknown or no longer public."""

    def __init__(self, *args, entry: PublicEntry | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry = entry
        if entry is None:
            question = SingleLineField(
                label=_("Which entry is it about?"), help_text=_("The name is enough.")
            )
            self.fields = {ABOUT: question} | self.fields

    @property
    def known_answers(self) -> list[dict]:
        if self.entry is None:
            return []
        return [{"name": ABOUT, "label": _now("Entry"), "value": self.entry.title}]

    @property
    def organisation_id(self) -> int | None:
        return self.entry.page_id if self.entry else None

    @property
    def entry_address(self) -> str:
        return entry_url(self.entry) if self.entry else ""


def entry_asked_about(about: str, *, site: Site | None) -> PublicEntry | None:
    """Return the town's public entry with this key, or its successor after a merge."""
    try:
        key = UUID(about)
    except ValueError:
        return None
    ours = PublicEntry.objects.of_town(site)
    entries = ours.with_address()
    found = entries.filter(public_id=key).first()
    if found is None and (successor := find_successor(ours, key)):
        found = entries.filter(public_id=successor).first()
    return found
