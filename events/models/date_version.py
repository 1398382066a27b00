from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .partner_event import PartnerEvent

# What the club decides about its date; all else is ours.
FIELDS = tuple(
    field.attname
    for field in PartnerEvent._meta.concrete_fields
    if field.name not in {"id", "key", "organisation", "feed", "uid", "state", "created_at", "changed_at"}
)


class DateVersionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=DateVersion.State.WAITING)

    def public(self):
        """Those that are or were public, latest first."""
        return self.filter(state=DateVersion.State.PUBLIC).order_by("-sent_at", "-pk")


class DateVersion(models.Model):
    """What a club sent about one of its dates: its history, and what the office decides about.

    The first one is also what the date holds while it waits. A later one of a public date is only here until it
    is accepted. `page` is the entry, `data` the fields of the date.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the office")
        PUBLIC = "public", pgettext_lazy("version", "was made public")
        REFUSED = "refused", _("refused")
        REPLACED = "replaced", pgettext_lazy("version", "replaced before anybody decided")
        UNDONE = "undone", pgettext_lazy("version", "taken back by the office")

    event = models.ForeignKey(PartnerEvent, on_delete=models.CASCADE, related_name="versions")
    page = models.ForeignKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State)
    data = models.JSONField(encoder=DjangoJSONEncoder)
    # Who sent it, to be answered; empty with a letter's code. Never public.
    email = models.EmailField(blank=True)
    reason = models.TextField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = DateVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a club's date")
        verbose_name_plural = _("versions of clubs' dates")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=models.Q(state="waiting"), name="events_one_version_waits"
            ),
        ]

    def __str__(self):
        return str(self.data.get("title", ""))

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    def as_event(self) -> PartnerEvent:
        """The date as this version says; not saved."""
        event = PartnerEvent(pk=self.event_id, organisation_id=self.page_id)
        write_facts(event, self.data)
        return event


def facts_of(event: PartnerEvent) -> dict:
    """What a club decides about its date, as values of JSON."""
    return {name: getattr(event, name) for name in FIELDS}


def write_facts(event: PartnerEvent, facts: dict) -> None:
    for name in FIELDS:
        if name in facts:
            setattr(event, name, PartnerEvent._meta.get_field(name).to_python(facts[name]))
