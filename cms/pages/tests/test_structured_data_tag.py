import json
from types import SimpleNamespace

from cms.pages.templatetags.core_tags import structured_data


def page_named(name):
    return SimpleNamespace(structured_data=lambda request: {"name": name})


def test_no_text_can_end_the_script_element():
    html = structured_data({"page": page_named("</script><b>")})
    assert html.count("</script>") == 1
    assert "<b>" not in html


def test_reader_gets_the_text_back_unchanged():
    html = structured_data({"page": page_named("Mötsch & <Stahl>")})
    body = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(body) == {"name": "Mötsch & <Stahl>"}


def test_page_without_structured_data_gives_nothing():
    assert structured_data({"page": SimpleNamespace(structured_data=lambda request: None)}) == ""
    assert structured_data({}) == ""
