"""The measured town: a start page, a contact form, a directory, and the terms for sample entries."""

import json

from demo.sample_entries import add_samples
from demo.sample_entries.words import words
from directory.models import Category, District, HelpType, TargetGroup
from directory.publishing.projection import records_written
from events.publishing.signal_handlers import UID, watch_changes
from forms_app.tests.making import make_form_page
from home.models import HomePage, StandardPage
from tests.support.making import make_home, make_image, make_page

FIELDS = 7
DISTRICTS = ("Bitburg-Stadt", "Erdorf", "Irsch", "Masholder", "Matzen", "Mötsch", "Stahl")
GROUPS = 13
HELP_TYPES = ("anpacken", "begleiten", "lehren", "organisieren")


def make_town() -> None:
    home = make_home()
    make_form_page(home)
    make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")
    make_page(home, "Termine", "events.EventIndexPage", slug="termine")
    _make_categories()
    for number, name in enumerate(DISTRICTS):
        District.objects.create(name=name, slug=f"ortsteil-{number}")
    for number in range(GROUPS):
        TargetGroup.objects.create(name=f"Zielgruppe {number}", slug=f"gruppe-{number}")
    for number, name in enumerate(HELP_TYPES):
        HelpType.objects.create(name=name, slug=f"hilfe-{number}")


def _make_categories() -> None:
    """As many as a real town has, in two levels."""
    fields = [Category.objects.create(name=f"Bereich {n}", slug=f"bereich-{n}") for n in range(FIELDS)]
    names = {slug: (noun, deed) for noun, deed, slug in reversed(words.ACTIVITIES)}
    for number, (slug, (noun, deed)) in enumerate(sorted(names.items())):
        Category.objects.create(name=noun, slug=slug, synonyms=deed, parent=fields[number % FIELDS])


def fill(count: int) -> None:
    """Without dates in the calendar, which would be millions that nobody measures."""
    assert records_written.disconnect(dispatch_uid=UID)
    print(json.dumps({"added": add_samples(count)}))
    watch_changes()


def make_article() -> StandardPage:
    """Text with a link, headings, a quote and two pictures."""
    home = HomePage.objects.first()
    link = f'<p>Mehr steht <a linktype="page" id="{home.pk}">auf der Startseite</a>.</p>'
    page = StandardPage(title="Eine Seite zum Messen", summary="Kurz gesagt.", share_image=make_image())
    page.body = [
        ("richtext", link),
        ("heading", {"text": "Ein Abschnitt", "level": "h2"}),
        ("picture", {"image": make_image(), "caption": "Ein Bild"}),
        ("quote", {"text": "Gemeinsam geht mehr.", "person": "", "role": ""}),
        ("richtext", link),
    ]
    home.add_child(instance=page)
    page.save_revision().publish()
    return page
