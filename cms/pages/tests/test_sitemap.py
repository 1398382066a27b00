"""What search engines read beside the pages: the sitemap with its languages, and the way to each page."""

import json
import re

import pytest
from wagtail.models import Locale

from tests.support.making import make_page

pytestmark = pytest.mark.django_db


def test_the_sitemap_names_the_translations_of_each_page_that_has_some(home, client):
    page, alone = make_page(home, "Über uns", slug="ueber-uns"), make_page(home, "Allein", slug="allein")
    english = Locale.objects.get_or_create(language_code="en")[0]
    home.copy_for_translation(english).save_revision().publish()
    page.copy_for_translation(english).save_revision().publish()
    parts = {
        re.search("<loc>(.*?)</loc>", part)[1]: part
        for part in client.get("/sitemap.xml").text.split("<url>")[1:]
    }
    both = [part for address, part in parts.items() if "ueber-uns" in address]
    assert len(both) == 2
    for part in both:
        assert re.findall('hreflang="(.*?)"', part) == ["de", "en"]
    assert "hreflang" not in next(part for address, part in parts.items() if alone.slug in address)


def test_a_page_says_how_one_gets_there(home, client):
    page = make_page(make_page(home, "Oben", slug="oben"), "Unten", slug="unten")
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(page.url).text)
    (found,) = [each for each in map(json.loads, scripts) if each.get("@type") == "BreadcrumbList"]
    steps = found["itemListElement"]
    assert [each["position"] for each in steps] == list(range(1, len(steps) + 1))
    assert [each["name"] for each in steps][-2:] == ["Oben", "Unten"]
    assert all(each["item"].startswith("http") for each in steps[:-1])
