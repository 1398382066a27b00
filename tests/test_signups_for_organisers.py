"""The organiser's screens in a browser: accessible in all looks, and ticking on two phones without a reload."""

import json
import os
import subprocess
import sys

import pytest

from .support.looks import look_at
from .support.site import ROOT, environment

pytestmark = pytest.mark.browser
LOOKS = [
    ({"width": width, "height": 900}, colours)
    for width, colours in [(320, "light"), (1280, "light"), (1280, "dark")]
]
# Four who come, two who wait, one who is signed off.
MAKE = """
from uuid import uuid4
from wagtail.models import Site
from django.utils import timezone
from joining.signups.models import Signup, Places
from joining.signups.services.by_hand import sign_up_by_hand
from joining.signups.tests.making import make_signup_page
page = make_signup_page(Site.objects.get(is_default_site=True).root_page, [{"capacity": 9, "title": "Aufbau"}])
places = Places.objects.get(page=page)
names = ["Ada Muster", "Bela Berg", "Cem Celik", "Dora Dorn", "Emil Eich", "Fina Fuchs", "Gerd Gans"]
for number, name in enumerate(names):
    sign_up_by_hand(places, name=name, persons=1, phone="06561 12345", key=uuid4(), by=None)
signups = list(Signup.objects.filter(places=places).order_by("pk"))
Signup.objects.filter(pk=signups[-1].pk).update(state="cancelled", ended_at=timezone.now())
Signup.objects.filter(pk=signups[-2].pk).update(state="waiting", queued_at=timezone.now())
Signup.objects.filter(pk=signups[-3].pk).update(state="waiting", queued_at=timezone.now())
import json
print(json.dumps([page.pk, places.pk]))
"""


@pytest.fixture(scope="module")
def keys(own_demo):
    run = [sys.executable, "manage.py", "shell", "--no-imports", "-c", MAKE]
    env = os.environ | environment(own_demo.data_dir, 8000)
    made = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return json.loads(made.stdout.splitlines()[-1])


def test_screens_are_accessible_and_ticks_are_seen_on_two_phones(own_demo, keys, editor, visitor):
    page_key, places_key = keys
    with editor(own_demo) as (page, traffic):
        page.goto("/admin/anmeldungen/")
        look_at(page, "forms", LOOKS)
        page.goto(f"/admin/anmeldungen/formular/{page_key}/")
        for summary in page.locator(".signups details summary").all():
            summary.click()
        look_at(page, "who comes", LOOKS)
        page.goto(f"/admin/anmeldungen/termin/{places_key}/schreiben/")
        look_at(page, "write", LOOKS)
        page.goto(f"/admin/anmeldungen/termin/{places_key}/liste/?gross")
        look_at(page, "list for the door", LOOKS)
        page.goto(f"/admin/anmeldungen/termin/{places_key}/abhaken/")
        other = page.context.new_page()
        other.goto(page.url)
        for phone, name in ((page, "Ada Muster"), (other, "Bela Berg")):
            row = phone.locator(".attendance__row").filter(has_text=name)
            row.get_by_role("button", name="Da", exact=True).click()
            row.locator("[value=yes][aria-pressed=true]").wait_for()
        assert other.locator("[data-sum]").inner_text() == "2 von 4 da"
        assert other.locator("[value=yes][aria-pressed=true]").count() == 2
        box = row.locator("[value=yes]").bounding_box()
        assert min(box["width"], box["height"]) >= 44
        look_at(other, "attendance", LOOKS)
        assert traffic.errors == []
