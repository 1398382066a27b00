"""A town with a club, its call for volunteers and the form; and messages in any state."""

from datetime import UTC, date, datetime

from django.test import Client
from wagtail.models import Page, Site

from cms.towns.models import TownSettings
from directory.models import DirectoryPage, Maintainership, Opening
from directory.tests.factories import make_directory, make_entry
from forms_app.models import Submission
from forms_app.tests.mailing import mails, path_in
from forms_app.tests.making import PRIVACY, make_ticket
from joining.enquiries.models import Enquiry
from tests.support.making import make_page

CLUB = "pflege@verein.example"
WORDS = "Ich kann gut zuhoeren und habe samstags Zeit."
MESSAGE = {"name": "Ruth Heinz", "email": "ruth@example.org", "message": WORDS}
NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)


def make_club(directory, title="Besuchsdienst", *, maintainer=CLUB, **fields):
    call = Opening(title="Wer liest vor?", valid_until=date(2099, 1, 1))
    entry = make_entry(directory, title, **{"email_is_public": False, "openings": [call]} | fields)
    mode = Maintainership.MaintainerMode.CLUB if maintainer else Maintainership.MaintainerMode.LETTER
    Maintainership.objects.update_or_create(
        page=entry, defaults={"maintainer_email": maintainer, "maintainer_mode": mode}
    )
    return entry


def make_enquiry_page(home, **fields):
    page = make_page(home, "Nachricht", "enquiries.EnquiryPage", **(PRIVACY | fields))
    site = Site.objects.get(root_page=home.get_site().root_page)
    town = TownSettings.for_site(site)
    town.enquiry_page, town.email = page, "buero@stadt.example"
    town.save()
    return page


def make_town(**fields):
    """Return the club's entry and the form."""
    directory = make_directory()
    return make_club(directory), make_enquiry_page(directory.get_parent().specific, **fields)


def write(page, about, answers=MESSAGE, client=None):
    data = {"form-ticket": make_ticket(page)} | answers
    return (client or Client()).post(f"{page.url}?eintrag={about}", data)


def make_enquiry(page, about, *, confirmed=True, **changes) -> Enquiry:
    write(page, about, MESSAGE | changes)
    submission = Submission.objects.latest("pk")
    if confirmed:
        Client().post(path_in(mails("enquiry-confirm")[-1]))
    return Enquiry.objects.get(pk=submission.pk)


def key_of_call(entry) -> str:
    return str(entry.openings.get().key)


def make_second_town():
    """Return the entry of a club in another town, and that town's form."""
    home = Page(title="Nachbarstadt", slug="nachbarstadt")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.create(hostname="nachbar.example", port=80, root_page=home)
    directory = DirectoryPage(title="Verzeichnis", slug="verzeichnis")
    home.add_child(instance=directory)
    return make_club(directory, "Nachbarschaftstreff", maintainer="treff@nachbar.example"), make_enquiry_page(
        home
    )
