import pytest

from cms.pages.templatetags.text_tags import breakable, whole_times


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("jeden Mittwoch, 17–18:30 Uhr", 'jeden Mittwoch, <span class="nowrap">17–18:30 Uhr</span>'),
        ("Mi, 3. Dezember, 9 Uhr", 'Mi, 3.\u00a0Dezember, <span class="nowrap">9 Uhr</span>'),
        ("jeden 1. und 3. Montag", "jeden 1. und 3.\u00a0Montag"),
        ("<b>9 Uhr", '&lt;b&gt;<span class="nowrap">9 Uhr</span>'),
        ("nach Absprache", "nach Absprache"),
    ],
)
def test_times_stay_on_one_line(text, html):
    assert whole_times(text) == html


@pytest.mark.parametrize(
    ("address", "html"),
    [
        ("chor@klangbruecke.example", "chor@<wbr>klangbruecke<wbr>.example"),
        ("https://www.example.org/chor", "https://<wbr>www<wbr>.example<wbr>.org/<wbr>chor"),
        ("<b>@x", "&lt;b&gt;@<wbr>x"),
        ("", ""),
    ],
)
def test_addresses_break_where_a_reader_pauses(address, html):
    assert breakable(address) == html
