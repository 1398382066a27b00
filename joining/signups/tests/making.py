"""Makes sign-up pages and people who sign up."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from forms_app.models import Submission
from forms_app.tests.mailing import mails, path_in
from forms_app.tests.making import PRIVACY, send
from joining.signups.models import Places, Signup, SignupFormField, Slot
from tests.support.making import make_page

NOTICE = PRIVACY | {"retention_days": 30}
SOON = timedelta(days=10)


def make_signup_page(home, slots=({"capacity": 2},), questions=(), **fields):
    """Return a published page; slots take place in ten days unless they say otherwise."""
    event = fields.get("event")
    page = make_page(home, "Zukunftswerkstatt", "signups.SignupPage", live=False, **(NOTICE | fields))
    times = {} if event else {"starts_at": timezone.now() + SOON}
    page.slots = [Slot(sort_order=number, **(times | each)) for number, each in enumerate(slots)]
    page.form_fields = [SignupFormField(sort_order=number, **each) for number, each in enumerate(questions)]
    page.save()
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_event(home, days=10, **fields):
    """Return a published date that begins in so many days."""
    index = make_page(home, "Termine", "events.EventIndexPage")
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    return make_page(
        index, "Werkstatt", "events.EventPage", start=start, **({"place_name": "Rathaus"} | fields)
    )


def places_of(page, number=0) -> Places:
    return Places.objects.of(page.slots.all()[number]).get()


def sign_up(page, email="ruth@example.org", client=None, **answers):
    """Send the form; return the response without following it."""
    return send(page, {"name": "Ruth Heinz", "email": email, "persons": "1"} | answers, client=client)


def signed_up(page, email="ruth@example.org", **answers) -> tuple[Signup, str]:
    """Return the sign-up and the path of the link in its newest mail."""
    response = sign_up(page, email, **answers)
    assert response.status_code == 303, response.content.decode()
    signup = Signup.objects.latest("pk")
    return signup, newest_link(email)


def confirmed(page, email="ruth@example.org", **answers) -> tuple[Signup, str]:
    signup, path = signed_up(page, email, **answers)
    press(path, "confirm")
    signup.refresh_from_db()
    return signup, path


def press(path, action, **more):
    return Client().post(path, {"action": action} | more)


def newest_link(email) -> str:
    return path_in([mail for mail in mails() if mail.to == email][-1])


def kinds_to(email) -> list[str]:
    return [mail.kind for mail in mails() if mail.to == email]


def state_of(signup) -> str:
    signup.refresh_from_db()
    return signup.state


def submission_of(signup) -> Submission:
    return Submission.objects.get(pk=signup.submission_id)
