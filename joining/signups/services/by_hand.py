"""The office signs somebody up who phones or stands at the door; without an e-mail address, so no mail goes out."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.towns.scope import town_of
from forms_app.models import Submission

from ..models import Places, Signup
from ..models.pages import KIND
from ..rules import State
from .moving import NoSuchPlacesError
from .taking_in import PERSONS, SLOT
from .telling import tell

NAME, PHONE = "name", "phone"


@transaction.atomic
def sign_up_by_hand(places: Places, *, name: str, persons: int, phone: str = "", key: UUID, by) -> Signup:
    """Give the places at once, also after signing up has closed. The same `key` (a double click) is one sign-up.

    Raises NoSuchPlacesError if there are not so many places left, or the date is cancelled.
    """
    places = Places.objects.locked().select_related("page").get(pk=places.pk)
    known = Signup.objects.filter(submission__idempotency_key=f"by-hand-{key}").first()
    if known:
        return known
    if places.date_status == Places.DateStatus.CANCELLED or not places.fits(persons):
        raise NoSuchPlacesError
    submission = _submission(places, name, persons, phone, key)
    signup = Signup.objects.create(
        submission=submission,
        places=places,
        persons=persons,
        state=State.CONFIRMED,
        confirmed_at=timezone.now(),
        date_told=places.date_told,
    )
    log(instance=submission, action="signups.by_hand", user=by)
    tell(places)
    return signup


def _submission(places: Places, name: str, persons: int, phone: str, key: UUID) -> Submission:
    page, now = places.page, timezone.now()
    answers = [
        {"name": SLOT, "label": _("When?"), "value": places.in_words},
        {"name": PERSONS, "label": _("How many persons come?"), "value": str(persons)},
        {"name": NAME, "label": _("Name"), "value": name},
        {"name": PHONE, "label": _("Phone"), "value": phone},
    ]
    reference = Submission.objects.unused_reference()
    # Without a consent: nobody has read and ticked its text.
    return Submission.objects.create(
        reference=reference,
        kind=KIND,
        status=Submission.Status.DONE,
        page_id=page.pk,
        site=town_of(page),
        form_title=page.title,
        language=page.locale.language_code,
        answers=answers,
        sender_name=name,
        search_text="\n".join([reference, page.title, name, phone]).casefold(),
        purpose=page.purpose,
        legal_basis=page.legal_basis,
        retention_days=page.retention_days,
        read_at=now,
        closed_at=places.over_at or now,
        idempotency_key=f"by-hand-{key}",
    )
