"""The life of a club's date: sent, accepted or refused, changed, withdrawn, taken back."""

import json

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.mail.queueing import queue
from cms.towns.scope import town_of
from directory.models import OrganisationPage

from ..models import DatePicture, DateVersion, PartnerEvent, TrustedOrganiser
from ..models.date_version import facts_of, write_facts
from .pictures import show_picture

State, Version = PartnerEvent.State, DateVersion.State
PERMISSION = "events.change_partnerevent"


class AlreadyDecidedError(Exception):
    """Somebody else decided first, or the club has sent something newer."""


class NothingBeforeError(Exception):
    """There is no earlier state to go back to."""


def may_decide(user, page: OrganisationPage | None = None) -> bool:
    """Whether the user may decide about clubs' dates: of any club, or of this one."""
    if not user.has_perm(PERMISSION):
        return False
    return page is None or page.permissions_for_user(user).can_publish()


def is_trusted(page: OrganisationPage) -> bool:
    return TrustedOrganiser.objects.filter(page=page).exists()


@transaction.atomic
def trust(page: OrganisationPage, *, by) -> None:
    """Make later dates of this club public at once. What waits already is still decided by hand."""
    _demand(by, page)
    if TrustedOrganiser.objects.get_or_create(page=page, defaults={"by": by})[1]:
        log(instance=page, action="events.trust", user=by)


@transaction.atomic
def trust_no_longer(page: OrganisationPage, *, by) -> None:
    _demand(by, page)
    if TrustedOrganiser.objects.filter(page=page).delete()[0]:
        log(instance=page, action="events.trust_no_longer", user=by)


@transaction.atomic
def announce(event: PartnerEvent, *, email: str) -> DateVersion:
    """Store what a club sent about a new date or one of its own; `event` holds the new facts and is not saved yet.

    A trusted club's is public at once. Else the office looks first; until then a public date stays as it was.
    Raise PictureAwayError.
    """
    page = _lock(event.organisation_id)
    is_public = is_trusted(page)
    if event.pk:
        _replace_waiting(event)
        stored = PartnerEvent.objects.select_for_update(of=("self",)).get(pk=event.pk, organisation=page)
        event.state = stored.state
    if is_public or not (event.pk and event.is_public):
        event.state = State.PUBLIC if is_public else State.WAITING
        if is_public:
            show_picture(event)
        event.save()
    version = DateVersion.objects.create(
        event_id=event.pk,
        page=page,
        state=Version.PUBLIC if is_public else Version.WAITING,
        data=facts_of(event),
        email=email.lower(),
        decided_at=timezone.now() if is_public else None,
    )
    _log(page, "announce" if is_public else "send_date", version)
    return version


@transaction.atomic
def accept(version: DateVersion, *, by) -> None:
    """Make it public and mail the club. Raise AlreadyDecidedError, PermissionDenied, PictureAwayError."""
    page, event, version = _locked(version, by)
    _publish(event, version)
    _decide(version, Version.PUBLIC, by)
    address = {"link": page.full_url or ""}
    _tell(version, "club-date-accepted", address)
    _log(page, "accept_date", version, by)


@transaction.atomic
def refuse(version: DateVersion, reason: str, *, by) -> None:
    """Mail the reason. A public date stays as it was. Raise AlreadyDecidedError, PermissionDenied, ValueError."""
    if not reason.strip():
        raise ValueError("A reason is needed.")
    page, event, version = _locked(version, by)
    if event.state == State.WAITING:
        event.state = State.REFUSED
        event.save()
    _decide(version, Version.REFUSED, by, reason)
    _tell(version, "club-date-refused", {"reason": reason})
    _log(page, "refuse_date", version, by)


@transaction.atomic
def withdraw(event: PartnerEvent, *, by=None) -> None:
    """Take a date out of the calendar, by its club or the office."""
    page = _lock(event.organisation_id)
    if by is not None:
        _demand(by, page)
    _replace_waiting(event)
    event.state = State.WITHDRAWN
    event.save()
    _log(page, "withdraw_date", event, by)


@transaction.atomic
def bring_back(event: PartnerEvent) -> None:
    """A club withdrew one of its dates by mistake: what the office had accepted needs no second look."""
    page = _lock(event.organisation_id)
    if event.state != State.WITHDRAWN:
        return
    last = event.versions.public().first()
    if last and last.data == _as_json(event):
        event.state = State.PUBLIC
        event.save()
        _log(page, "bring_back_date", event)
    else:
        announce(event, email="")


@transaction.atomic
def undo(event: PartnerEvent, *, by) -> None:
    """Take back what a club last made public: as it was before, or out of the calendar if it was new.

    Raise NothingBeforeError, PermissionDenied, PictureAwayError.
    """
    page = _lock(event.organisation_id)
    _demand(by, page)
    latest, *earlier = event.versions.public()[:2] or [None]
    if latest is None:
        raise NothingBeforeError
    if earlier:
        _publish(event, earlier[0])
    else:
        event.state = State.REFUSED
        event.save()
    _decide(latest, Version.UNDONE, by)
    _log(page, "undo_date", latest, by)


def _publish(event: PartnerEvent, version: DateVersion) -> None:
    write_facts(event, version.data)
    if not DatePicture.objects.filter(pk=event.picture_id).exists():
        # Forgotten meanwhile.
        event.picture = None
    event.state = State.PUBLIC
    show_picture(event)
    event.save()


def _lock(page_id: int) -> OrganisationPage:
    return OrganisationPage.objects.select_for_update(of=("self",)).get(pk=page_id)


def _locked(version: DateVersion, by) -> tuple[OrganisationPage, PartnerEvent, DateVersion]:
    page = _lock(version.page_id)
    _demand(by, page)
    locked = DateVersion.objects.select_related("event").filter(pk=version.pk).first()
    if locked is None or not locked.is_waiting:
        raise AlreadyDecidedError
    return page, locked.event, locked


def _demand(by, page: OrganisationPage) -> None:
    if not may_decide(by, page):
        raise PermissionDenied


def _replace_waiting(event: PartnerEvent) -> None:
    waiting = DateVersion.objects.waiting().filter(event=event)
    waiting.update(state=Version.REPLACED, decided_at=timezone.now())


def _decide(version: DateVersion, state: str, by, reason: str = "") -> None:
    version.state, version.reason = state, reason
    version.decided_at, version.decided_by = timezone.now(), by
    version.save()


def _as_json(event: PartnerEvent) -> dict:
    """The facts as they come back from the database."""
    return json.loads(json.dumps(facts_of(event), cls=DjangoJSONEncoder))


def _tell(version: DateVersion, message: str, context: dict) -> None:
    """Whoever has only the code of a letter has no address; staff see that beside the date."""
    if version.email:
        queue(
            message,
            to=version.email,
            site=town_of(version.page),
            context={"entry_name": version.page.title, "date_title": str(version)} | context,
            reference=f"club-date-{version.event_id}",
        )


def _log(page: OrganisationPage, action: str, what, by=None) -> None:
    log(instance=page, action=f"events.{action}", user=by, data={"title": str(what)})
