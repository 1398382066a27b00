"""Who listens when something becomes public: the lists in the package and in the documentation are complete."""

import re
import weakref
from pathlib import Path

from django.db.models import signals as of_django
from wagtail import signals as of_wagtail

import cms.publishing
from cms.caching.content_version import content_changed
from cms.publishing.change_feed.kinds import KINDS
from cms.publishing.page_changes import LISTENERS
from directory.models.organisation_page import entry_saved
from directory.publishing.projection import records_written
from joining.signups.models import signup_page_saved

PAGE = Path(__file__).parents[3] / "docs" / "publishing.md"
DJANGO = ("pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed")


def signals():
    names = [name for name in dir(of_wagtail) if hasattr(getattr(of_wagtail, name), "receivers")]
    yield from ((name, getattr(of_wagtail, name)) for name in names)
    yield from ((name, getattr(of_django, name)) for name in DJANGO)
    yield "content_changed", content_changed
    yield "entry_saved", entry_saved
    yield "records_written", records_written
    yield "signup_page_saved", signup_page_saved


def modules_that_listen(signal) -> set[str]:
    references = (each[1] for each in signal.receivers)
    called = (each() if isinstance(each, weakref.ReferenceType) else each for each in references)
    return {each.__module__ for each in called if each is not None and ".publishing." in each.__module__}


def registered() -> set[tuple[str, str]]:
    """Return pairs of an occasion and a module that listens to it."""
    return {
        *((name, module) for name, signal in signals() for module in modules_that_listen(signal)),
        *(("page change", each.tell.__module__) for each in LISTENERS.values()),
        *(("change feed", each.present.__module__) for each in KINDS.values()),
    }


def pairs(occasions: str, module: str) -> set[tuple[str, str]]:
    return {(each.strip(" `"), module.strip(" `")) for each in occasions.split(",")}


def test_the_page_for_developers_names_all_listeners():
    rows = re.findall(r"^\| (`[^|]+) \| (`[^|]+) \|", PAGE.read_text(encoding="utf-8"), re.M)
    assert set().union(*(pairs(*row) for row in rows)) == registered()


def test_the_package_names_those_of_the_cms():
    rows = re.findall(r"^    (\S+)\n        on (.+)$", cms.publishing.__doc__, re.M)
    named = set().union(*(pairs(occasions, module) for module, occasions in rows))
    assert named == {(when, module) for when, module in registered() if module.startswith("cms.")}
