"""Rich text as nodes and as clean HTML."""

from types import SimpleNamespace

import pytest

from cms.pages.api.rich_text import RichText, rich_text

TARGETS = SimpleNamespace(
    page_url={7: "https://stadt.example/die-idee/"}.get,
    page_id={7: 7}.get,
    document_url={3: "https://stadt.example/dokumente/3/plan.pdf"}.get,
    absolute=lambda address: f"https://stadt.example{address}",
)


def html(source):
    answer = rich_text(source, TARGETS)
    RichText.model_validate(answer)
    return answer["html"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>Ein <b>fettes</b> und ein <i>schräges</i> Wort<br>und &lt;Klammern&gt; &amp; Striche</p>",
        "<h3>Titel</h3><p>Text</p><hr><p>Ende</p>",
        "<ul><li>eins</li><li>zwei<ol><li>drei</li></ol></li></ul>",
        '<p>Schreiben <a href="mailto:a@example.org">Sie</a>, <a href="tel:+4965611">rufen</a> Sie <b>an</b></p>',
        '<p>Mehr <a href="#ziele">unten</a> oder <a href="https://example.org/?a=1&amp;b=2">dort</a></p>',
    ],
)
def test_clean_text_stays_as_it_is(text):
    assert html(text) == text


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (
            '<p><a linktype="page" id="7">hier</a></p>',
            '<p><a href="https://stadt.example/die-idee/">hier</a></p>',
        ),
        (
            '<p><a linktype="document" id="3"><b>Plan</b></a></p>',
            '<p><a href="https://stadt.example/dokumente/3/plan.pdf"><b>Plan</b></a></p>',
        ),
        ('<p><a href="/suche/">Suche</a></p>', '<p><a href="https://stadt.example/suche/">Suche</a></p>'),
        ('<p>Siehe <a linktype="page" id="8">dort</a>.</p>', "<p>Siehe dort.</p>"),
        ('<p><a linktype="page" id="x">a</a><a linktype="page">b</a></p>', "<p>ab</p>"),
        ('<p><a href="javascript:alert(1)">a</a><a href="data:text/html,x">b</a></p>', "<p>ab</p>"),
        ("<p onclick='x'>a<script>alert(1)</script></p>", "<p>aalert(1)</p>"),
        ("<p><b><i>beides</i></b></p>", "<p><i><b>beides</b></i></p>"),
        ("<strong>ohne</strong> Absatz", "<p><b>ohne</b> Absatz</p>"),
        ("<p>offen <b>und <ul><li>falsch", "<p>offen <b>und </b></p><ul><li><b>falsch</b></li></ul>"),
        ('<p>a</p><embed embedtype="image" id="1"/><p></p>', "<p>a</p>"),
        (
            '<p><a href="https://a.example/"><a href="https://b.example/">x</a></a></p>',
            '<p><a href="https://a.example/">x</a></p>',
        ),
        (None, ""),
    ],
)
def test_everything_else_becomes_clean(stored, shown):
    assert html(stored) == shown


def test_nodes_say_what_a_link_leads_to():
    nodes = rich_text('<p>Siehe <a linktype="page" id="7"><b>die Idee</b></a></p>', TARGETS)["nodes"]
    assert nodes == [
        {
            "type": "paragraph",
            "children": [
                {"type": "text", "text": "Siehe ", "marks": []},
                {
                    "type": "link",
                    "kind": "page",
                    "url": "https://stadt.example/die-idee/",
                    "target_id": 7,
                    "children": [{"type": "text", "text": "die Idee", "marks": ["bold"]}],
                },
            ],
        }
    ]
