"""Forms in the API: fully described, and processed exactly as on the site's own pages."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from cms.api_toolkit.keys import make_key
from cms.mail.models import Mail
from cms.towns.models import TownSettings
from directory.models import DirectoryPage
from directory.tests.factories import make_category, make_entry
from forms_app.intake.spam import NO_PROOF
from forms_app.intake.tickets import fingerprint
from forms_app.models import ConsentVersion, Submission
from forms_app.services.files import FilesNotStoredError
from forms_app.services.receiving import ADDRESS_LIMITS
from forms_app.tests.making import (
    MESSAGE,
    QUESTIONS,
    make_form_page,
    make_registration_page,
    make_terms,
    make_ticket,
    registration,
    send,
)
from forms_app.tests.test_spam import solved
from tests.support.making import make_pdf
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
FORMS = "/api/v1/forms/"
EVERY_KIND = [
    {"label": "Text", "required": True},
    {"label": "Absatz", "field_type": "multiline"},
    {"label": "Mail", "field_type": "email", "autocomplete": "email"},
    {"label": "Telefon", "field_type": "phone"},
    {"label": "Netz", "field_type": "url"},
    {"label": "Zahl", "field_type": "number"},
    {"label": "Tag", "field_type": "date"},
    {"label": "Haken", "field_type": "checkbox", "required": True},
    {"label": "Viele", "field_type": "checkboxes", "choices": "Lesen\nSingen"},
    {"label": "Eins", "field_type": "radio", "choices": "A\nB"},
    {"label": "Liste", "field_type": "dropdown", "choices": "C\nD"},
    {"label": "Datei", "field_type": "file", "file_kinds": "pdf", "max_megabytes": 1},
]
RIGHT = {"text": "Hallo", "haken": True}


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home)


@pytest.fixture
@recorded
def long_page(home):
    return make_form_page(home, EVERY_KIND)


def address(page) -> str:
    return f"{FORMS}{page.slug}/submissions"


def post(page, answers=MESSAGE, key="", client=None, query="", **more):
    """Send the form over the API."""
    content = {"ticket": make_ticket(page), "answers": answers} | more
    headers = {"Idempotency-Key": key} if key else {}
    return (client or Client()).post(
        f"{address(page)}{query}", json.dumps(content), "application/json", headers=headers
    )


def post_with_files(page, answers, **files):
    submission = json.dumps({"ticket": make_ticket(page), "answers": answers})
    return Client().post(address(page), {"submission": submission, **files})


def problems(answer) -> dict[str, list[str]]:
    assert answer["Content-Type"] == "application/problem+json"
    found = {}
    for each in answer.json()["errors"]:
        found.setdefault(each["pointer"], []).append(each["detail"])
    return found


def test_forms_of_the_site_are_listed_in_one_language(page, client):
    answer = client.get(FORMS)
    (form,) = answer.json()["items"]
    assert (form["slug"], form["kind"], form["title"]) == (page.slug, "contact", "Kontakt")
    assert client.get(form["api_url"]).json()["title"] == "Kontakt"
    assert "forms" in answer["Surrogate-Key"]
    assert client.get(FORMS, {"locale": "en"}).json()["items"] == []
    assert client.get(FORMS, {"fields": "slug"}).json()["items"] == [{"id": page.pk, "slug": page.slug}]


def test_forms_that_share_a_slug_are_told_apart(home, page, client):
    below = make_form_page(home.add_child(instance=type(home)(title="B", slug="b")), slug=page.slug)
    assert [each["id"] for each in client.get(FORMS).json()["items"]] == [page.pk, below.pk]
    assert client.get(f"{FORMS}{page.slug}-{below.pk}").json()["id"] == below.pk


def test_a_renamed_form_is_found_under_its_old_name_and_takes_what_is_sent_there(
    page, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "schreiben-sie-uns"
        page.save_revision().publish()
    assert client.get(f"{FORMS}kontakt").json()["slug"] == "schreiben-sie-uns"
    old = Client().post(
        f"{FORMS}kontakt/submissions",
        json.dumps({"ticket": make_ticket(page), "answers": MESSAGE}),
        "application/json",
    )
    assert (old.status_code, Submission.objects.count()) == (201, 1)
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert client.get(f"{FORMS}kontakt").status_code == 404


def test_number_of_queries(home, client, queries_of, django_assert_max_num_queries):
    pages = [make_form_page(home, slug="a")]
    one = queries_of(f"{FORMS}?fields=title")
    pages += [make_form_page(home, slug=f"b{number}") for number in range(4)]
    assert queries_of(f"{FORMS}?fields=slug") <= 5
    assert one <= 5
    page = make_registration_page(home)
    terms = make_terms()
    client.get(f"{FORMS}{page.slug}")
    with django_assert_max_num_queries(8):
        # Another address, so that only the parts are cached, not the whole response.
        client.get(f"{FORMS}{page.slug}?locale=de")
    post(page, registration(*terms))
    with django_assert_max_num_queries(25):
        assert post(page, registration(*terms, name="Kegelklub")).status_code == 201


@pytest.mark.parametrize("state", ["draft", "private", "below private", "other site", "not a form"])
def test_what_is_not_public_does_not_exist(home, client, state):
    page = make_form_page(home, live=state != "draft", slug="geheim", summary="Geheimwort")
    name = "geheim"
    if "private" in state:
        guarded = home if state == "below private" else page
        PageViewRestriction.objects.create(page=guarded, restriction_type="login")
    if state == "other site":
        Site.objects.create(hostname="anders.example", root_page=page)
        other = make_form_page(home, slug="eigene")
        Site.objects.filter(is_default_site=True).update(root_page=other)
    if state == "not a form":
        name = home.slug
    for answer in (
        client.get(f"{FORMS}{name}"),
        client.post(f"{FORMS}{name}/tickets"),
        client.post(f"{FORMS}{name}/submissions", "{}", "application/json"),
    ):
        assert answer.status_code == 404
        assert b"Geheimwort" not in answer.content
    if state != "not a form":
        assert "geheim" not in client.get(FORMS).content.decode()
    assert not Submission.objects.exists()


def test_a_form_is_described_in_full(long_page, client):
    form = client.get(f"{FORMS}{long_page.slug}").json()
    questions = {each["name"]: each for each in form["questions"]}
    assert [each["widget"] for each in form["questions"]] == [
        "text",
        "textarea",
        "email",
        "tel",
        "url",
        "number",
        "date",
        "checkbox",
        "checkboxes",
        "radio",
        "select",
        "file",
    ]
    assert questions["text"]["messages"]["required"]
    assert questions["mail"]["autocomplete"] == "email"
    assert "name@" in questions["mail"]["messages"]["invalid"]
    assert questions["liste"]["choices"] == [choice("C", "C"), choice("D", "D")]
    assert questions["datei"]["file"] == {"types": ["application/pdf"], "names": "PDF", "max_bytes": 1048576}
    schema = form["answers_schema"]
    assert schema["required"] == ["text", "haken"]
    assert schema["properties"]["viele"]["items"]["oneOf"][0]["const"] == "Lesen"
    assert form["groups"] == [{"legend": "", "hint": "", "questions": list(questions)}]
    assert {"Zweck", "Wer es liest", "Ihre Rechte"} <= {each["term"] for each in form["privacy_notice"]}
    assert "180 Tage" in form["deletion"]
    assert form["consent"] is None


def test_a_form_is_kept_for_everybody_and_a_ticket_for_nobody(page, client):
    form = client.get(f"{FORMS}{page.slug}")
    assert form["Cache-Control"].startswith("public")
    assert f"page-{page.pk}" in form["Surrogate-Key"]
    first, second = (client.post(form.json()["tickets_url"]) for _time in range(2))
    assert (first.status_code, first["Cache-Control"]) == (201, "private, no-store")
    assert first.json()["ticket"] != second.json()["ticket"]
    assert first.json()["challenge"]["challenge"] != second.json()["challenge"]["challenge"]
    assert not first.cookies


def test_a_message_is_stored_as_the_page_stores_it(page, client):
    challenge = client.post(f"{FORMS}{page.slug}/tickets").json()["challenge"]
    answer = post(page, proof=solved(challenge))
    send(page, **{"proof-of-work": solved()})
    over_api, over_page = Submission.objects.order_by("pk")
    assert answer.status_code == 201
    assert answer.json()["reference"] == over_api.reference
    assert answer.json()["title"] == "Vielen Dank!"
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    different = {"id", "_state", "reference", "idempotency_key", "received_at", "search_text"}
    rows = [{k: v for k, v in vars(each).items() if k not in different} for each in (over_api, over_page)]
    assert rows[0] == rows[1]
    assert over_api.spam_score == 0
    assert Mail.objects.count() == 2


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("text", ""),
        ("text", "   "),
        ("text", "a" * 256),
        ("text", "a" * 100_000),
        ("absatz", "a" * 5001),
        ("mail", "keine"),
        ("mail", "a@example.org\r\nBcc: b@example.org"),
        ("telefon", "keine"),
        ("telefon", "9" * 30),
        ("netz", "javascript:alert(1)"),
        ("netz", "http://[::1"),
        ("tag", "31.02.2026"),
        ("tag", "99999-99-99"),
        ("viele", ["Lesen", "Fliegen"]),
        ("eins", "Z"),
        ("liste", "Z"),
    ],
)
def test_what_is_wrong_is_wrong_alike(long_page, question, value):
    over_page = send(long_page, {"text": "Hallo", "haken": "on"} | {question: value})
    over_api = post(long_page, RIGHT | {question: value})
    words = [str(message) for message in over_page.context["form"].errors[question]]
    assert words
    assert over_api.status_code == 422
    assert problems(over_api) == {f"/answers/{question}": words}
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "file",
    [
        ("x.pdf", b"<html>"),
        ("x.pdf", b""),
        ("x.pdf", b"%PDF-" + b"x" * 1_100_000),
    ],
)
def test_wrong_files_are_wrong_alike(long_page, file):
    over_page = send(long_page, {"text": "a", "haken": "on", "datei": SimpleUploadedFile(*file)})
    over_api = post_with_files(long_page, RIGHT, datei=SimpleUploadedFile(*file))
    words = [str(message) for message in over_page.context["form"].errors["datei"]]
    assert over_api.status_code == 422
    assert problems(over_api) == {"/answers/datei": words}


def test_right_answers_of_each_kind_are_the_same_text(long_page):
    answers = {
        "absatz": "Zeile\nzwei",
        "telefon": "06561/15063",
        "netz": "www.example.org",
        "zahl": 3.5,
        "tag": "2026-12-24",
        "viele": ["Lesen", "Singen"],
        "eins": "B",
        "liste": "D",
        "mail": "",
    }
    file = SimpleUploadedFile("Satzung.pdf", make_pdf())
    assert post_with_files(long_page, RIGHT | answers, datei=file).status_code == 201
    submission = Submission.objects.get()
    assert [each["value"] for each in submission.answers] == [
        "Hallo",
        "Zeile\nzwei",
        "",
        "06561 15063",
        "https://www.example.org",
        "3,5",
        "24. Dezember 2026",
        "Ja",
        "Lesen, Singen",
        "B",
        "D",
        "Satzung.pdf",
    ]
    assert submission.files.get().name == "Satzung.pdf"


@pytest.mark.parametrize(
    ("answers", "pointer"),
    [
        ({"unbekannt": "x"}, "/answers/unbekannt"),
        ({"a/b~c": "x"}, "/answers/a~1b~0c"),
        ({"\ud800": "x"}, "/answers/?"),
        ({"text": "a\x00b"}, "/answers/text"),
        ({"text": "Fest\ud800"}, "/answers/text"),
        ({"text": {"a": 1}}, "/answers/text"),
        ({"text": ["a"]}, "/answers/text"),
        ({"text": True}, "/answers/text"),
        ({"viele": [1]}, "/answers/viele"),
        ({"viele": "Lesen"}, "/answers/viele"),
        ({"viele": ["Lesen", "Lesen"]}, "/answers/viele"),
        ({"text": 3}, "/answers/text"),
        ({"text": None}, "/answers/text"),
        ({"zahl": "3,5"}, "/answers/zahl"),
        ({"zahl": True}, "/answers/zahl"),
        ({"tag": "24.12.2026"}, "/answers/tag"),
        ({"haken": "on"}, "/answers/haken"),
        ({"datei": "inhalt"}, "/answers/datei"),
        ({"zahl": 10**30}, "/answers/zahl"),
        ({"privacy-consent": "on"}, "/answers/privacy-consent"),
        ({"form-ticket": "x"}, "/answers/form-ticket"),
        ({f"x{number}": "" for number in range(600)}, "/answers"),
    ],
)
def test_what_no_form_can_send_is_refused(long_page, answers, pointer):
    answer = post(long_page, RIGHT | answers)
    assert answer.status_code == 422
    assert list(problems(answer))[0] == pointer
    assert not Submission.objects.exists()


def test_an_unknown_field_names_the_allowed(page):
    assert "name, e_mail, betreff, nachricht" in post(page, {"unbekannt": ""}).json()["detail"]
    answer = post(page, status="done")
    assert (answer.status_code, list(problems(answer))) == (422, ["/status"])
    assert "answers, consent" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"", "application/json", 415),
        (b"{", "application/json", 400),
        (b'{"ticket": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"answers":' * 50_000, "application/json", 400),
        (b"9" * 10_000, "application/json", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b'{"ticket": 1, "answers": []}', "application/json", 422),
        (b'{"ticket": "x", "answers": {"name": [[[[[[]]]]]]}}', "application/json", 422),
        (b"name=x", "application/x-www-form-urlencoded", 415),
        (b"name=x", "text/plain", 415),
        (b"name=x", "", 415),
        (b"x", "multipart/form-data", 400),
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x", 400),
        (b'"' + b"x" * 3_000_000 + b'"', "application/json", 413),
    ],
)
def test_broken_bodies_are_refused_in_words(page, content, content_type, status):
    answer = Client(raise_request_exception=False).generic("POST", address(page), content, content_type)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert not Submission.objects.exists()


def test_a_file_nobody_asked_for_is_refused(page):
    answer = post_with_files(page, MESSAGE, datei=SimpleUploadedFile("a.pdf", make_pdf()))
    assert (answer.status_code, list(problems(answer))) == (422, ["/answers/datei"])


def test_same_key_is_one_row_and_one_receipt(page):
    key = str(uuid4())
    first, second = post(page, key=key), post(page, key=key)
    assert first.json() == second.json()
    assert (first.status_code, second.status_code) == (201, 201)
    assert Submission.objects.count() == 1
    other = post(page, MESSAGE | {"betreff": "Anderes"}, key=key)
    assert (other.status_code, other.json()["type"]) == (409, "/api/v1/problems/conflict")
    assert post(page, key=str(uuid4())).status_code == 201
    assert Submission.objects.count() == 2


def test_same_key_at_the_same_moment_is_one_row(page, monkeypatch):
    key = str(uuid4())
    first = post(page, key=key)
    monkeypatch.setattr(
        "forms_app.services.sending.Submission.objects.filter", lambda **kwargs: Submission.objects.none()
    )
    monkeypatch.setattr(Submission.objects, "unused_reference", lambda: "2026-AAAAAA", raising=False)
    assert post(page, key=key).json() == first.json()
    assert post(page, MESSAGE | {"name": "Andere"}, key=key).status_code == 409
    assert Submission.objects.count() == 1


def test_a_key_of_one_form_says_nothing_of_another(home, page):
    other, key = make_form_page(home, slug="barriere"), str(uuid4())
    assert post(page, key=key).json()["reference"] != post(other, key=key).json()["reference"]


def test_a_refused_sending_does_not_use_the_key_up(page):
    key = str(uuid4())
    assert post(page, MESSAGE | {"nachricht": ""}, key=key).status_code == 422
    assert post(page, key=key).status_code == 201


@pytest.mark.parametrize("key", ["kurz", "x" * 201, "mit leerzeichen darin", "ümlaut-ümlaut-ümlaut"])
def test_a_key_that_others_may_choose_is_refused(page, key):
    answer = post(page, key=key)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == "header"


def test_same_ticket_without_a_key_is_one_row_as_on_the_page(page):
    ticket = make_ticket(page)
    references = {post(page, ticket=ticket).json()["reference"] for _time in range(2)}
    assert send(page, ticket=ticket).status_code == 303
    assert len(references) == Submission.objects.count() == 1


@pytest.mark.parametrize("seconds_ago", [0, 15 * 86_400])
def test_too_fast_or_too_old_is_refused_as_on_the_page(page, seconds_ago):
    ticket = make_ticket(page, seconds_ago)
    words = send(page, ticket=ticket).context["form"].non_field_errors()
    answer = post(page, ticket=ticket)
    assert (answer.status_code, problems(answer)) == (422, {"/ticket": list(words)})


@pytest.mark.parametrize("ticket", ["", "x", "\x00", "\ud800", "a:b:c"])
def test_forged_tickets_are_refused(home, page, ticket):
    for each in (ticket, make_ticket(make_form_page(home, slug="andere"))):
        answer = post(page, ticket=each)
        assert (answer.status_code, list(problems(answer))) == (422, ["/ticket"])


def test_who_fills_in_the_trap_is_kept_as_spam_and_not_told(page):
    answer = post(page, trap="https://spam.example")
    assert answer.status_code == 201
    assert Submission.objects.get().status == "spam"


def test_without_proof_it_is_as_suspicious_as_on_the_page(page):
    post(page)
    send(page)
    assert len({each.spam_score for each in Submission.objects.all()}) == 1


def test_consent_is_to_the_text_that_was_shown(home, client, django_capture_on_commit_callbacks):
    page = make_form_page(home, consent_text="Ich willige ein.", legal_basis="consent")
    consent = client.get(f"{FORMS}{page.slug}").json()["consent"]
    assert (consent["text"], consent["version"]) == ("Ich willige ein.", 1)
    for wrong in ("", "on", fingerprint("Anderer Text")):
        answer = post(page, consent=wrong)
        assert problems(answer) == {"/consent": [consent["message"]]}
    assert post(page, consent=consent["fingerprint"]).status_code == 201
    assert Submission.objects.get().consent_version == ConsentVersion.objects.get()
    page.consent_text = "Ich willige in mehr ein."
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = post(page, consent=consent["fingerprint"])
    assert list(problems(answer)) == ["/consent"]
    assert client.get(f"{FORMS}{page.slug}").json()["consent"]["version"] == 2


def test_too_many_wait_as_on_the_page(page):
    client = Client(REMOTE_ADDR="203.0.113.5")
    for number in range(ADDRESS_LIMITS.sendings):
        send(page, betreff=f"{number}", client=client)
    answer = post(page, client=client)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "zehn Minuten" in answer.json()["detail"]


def test_a_key_for_forms_counts_by_itself_and_takes_more(page):
    _key, text = make_key("Front", scopes=["forms:submit"], sites=[], expires_on=date(2099, 1, 1), by=None)
    with_key = Client(headers={"Authorization": f"Bearer {text}"})
    for number in range(ADDRESS_LIMITS.sendings + 2):
        assert post(page, MESSAGE | {"betreff": f"{number}"}, client=with_key).status_code == 201
    assert post(page).status_code == 201
    assert {each.spam_score for each in Submission.objects.all()} == {NO_PROOF}


def test_storage_that_is_away_asks_to_come_again(page, monkeypatch):
    def fail(*args, **options):
        raise FilesNotStoredError

    monkeypatch.setattr("forms_app.services.receiving.submit", fail)
    answer = post(page)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_likely_duplicates_are_shown_before_anything_is_stored(home, client):
    directory = DirectoryPage(title="Verzeichnis", slug="verzeichnis")
    home.add_child(instance=directory)
    entry = make_entry(directory, "Chor am Markt", phone="06561 15063")
    make_entry(directory, "Chor am Markte", live=False, summary="Entwurfswort")
    category, district = make_terms()
    page = make_registration_page(home)
    answer = post(page, registration(category, district))
    told = answer.json()
    assert (answer.status_code, told["type"]) == (409, "/api/v1/problems/likely-duplicates")
    assert [(each["id"], each["name"]) for each in told["duplicates"]] == [
        (str(entry.public_id), "Chor am Markt")
    ]
    assert "Entwurfswort" not in answer.content.decode()
    assert not Submission.objects.exists()
    sent = post(page, registration(category, district), not_these=told["not_these"])
    assert (sent.status_code, sent.json()["needs_confirmation"]) == (201, True)


def choice(value, label, group="", short_label=None):
    return {"value": value, "label": label, "group": group, "short_label": short_label or label}


def test_a_registration_offers_its_terms_by_key(home, client):
    music, _district = make_terms()
    make_category("Chor", parent=music)
    make_category("Schach")
    form = client.get(f"{FORMS}{make_registration_page(home).slug}").json()
    choices = {each["name"]: each["choices"] for each in form["questions"]}
    assert choices["main_category"] == [
        choice("musik", "Musik", group="Musik", short_label="Musik (allgemein)"),
        choice("chor", "Musik – Chor", group="Musik", short_label="Chor"),
        choice("schach", "Schach"),
    ]
    assert choices["district"] == [choice("innenstadt", "Innenstadt")]
    assert [group["legend"] for group in form["groups"]][0] == "Ihr Eintrag"


def test_an_error_in_an_entry_is_bound_to_it(home, client):
    directory = DirectoryPage(title="Verzeichnis", slug="verzeichnis")
    home.add_child(instance=directory)
    entry = make_entry(directory, "Chor am Markt")
    page = make_form_page(home, [{"label": "Was", "required": True}], kind="entry")
    asked = client.get(f"{FORMS}{page.slug}").json()["answers_schema"]["required"]
    assert asked == ["about-entry", "was"]
    known = client.get(f"{FORMS}{page.slug}", {"entry": entry.public_id}).json()
    assert known["answers_schema"]["required"] == ["was"]
    assert post(page, {"was": "Nummer"}, entry=str(entry.public_id)).status_code == 201
    assert Submission.objects.get().organisation_id == entry.pk
    assert list(problems(post(page, {"was": "Nummer"}, entry="x"))) == ["/answers/about-entry"]


def test_markup_and_line_ends_stay_text(page):
    post(page, MESSAGE | {"name": "<script>x</script>", "betreff": "a\r\nBcc: alle@example.org"})
    submission = Submission.objects.get()
    assert submission.answer("name") == "<script>x</script>"
    assert submission.answer("betreff") == "a Bcc: alle@example.org"
    assert all("Bcc" not in str(mail.headers) and "\n" not in mail.subject for mail in Mail.objects.all())


def test_other_sites_may_send_without_a_cookie(page):
    client = Client(enforce_csrf_checks=True, headers={"origin": "https://anders.example"})
    answer = post(page, client=client)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (201, "*")
    options = client.options(address(page))
    assert "POST" in options["Access-Control-Allow-Methods"]
    assert "Idempotency-Key" in options["Access-Control-Allow-Headers"]


def test_texts_come_in_the_language_asked_for(home, page, client):
    TownSettings.for_site(home.get_site()).save()
    assert client.get(f"{FORMS}{page.slug}", {"locale": "en"}).status_code == 404
    assert post(page, query="?locale=en").status_code == 404
    assert post(page, query="?locale=xx").status_code == 422
    assert QUESTIONS[0]["label"] in client.get(f"{FORMS}{page.slug}").content.decode()
