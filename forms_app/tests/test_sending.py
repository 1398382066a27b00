import pytest
from django.test import Client

from forms_app.intake.page_forms import form_class_of
from forms_app.intake.tickets import read_ticket
from forms_app.models import Submission
from forms_app.services.sending import submit
from forms_app.tests.making import MESSAGE, make_form_page, make_ticket, send
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home)


def error_codes(response) -> dict:
    errors = response.context["form"].errors.as_data()
    return {name: [error.code for error in found] for name, found in errors.items()}


def test_valid_message_is_stored_with_its_questions(page):
    response = send(page)

    submission = Submission.objects.get()
    assert response.status_code == 303
    assert [answer["label"] for answer in submission.answers] == ["Name", "E-Mail", "Betreff", "Nachricht"]
    assert submission.answer("nachricht") == "Guten Tag,\nich möchte helfen."
    assert (submission.sender_name, submission.sender_email) == ("Ruth Heinz", "ruth@example.org")
    assert (submission.status, submission.kind, submission.page_id) == ("new", "contact", page.pk)
    assert (submission.purpose, submission.retention_days) == (page.purpose, 180)


def test_thanks_name_the_case_number_and_nothing_else(page):
    response = Client().get(send(page).url)

    html = response.content.decode()
    assert response.status_code == 200
    assert Submission.objects.get().reference in html
    assert "Ruth" not in html


@pytest.mark.parametrize("number", ["", "2026-AAAAAA", "2026-AAAAAA:forged", "\x00"])
def test_thanks_with_a_number_we_did_not_sign_lead_back_to_the_form(page, number):
    response = Client().get(f"{page.url}danke/", {"nr": number})

    assert (response.status_code, response.url) == (302, page.url)


def test_thanks_of_a_draft_do_not_exist(home):
    page = make_form_page(home, live=False)

    assert Client().get(f"/{page.slug}/danke/").status_code == 404


def test_second_sending_is_the_same_submission(page):
    ticket = make_ticket(page)

    first, second = send(page, ticket=ticket), send(page, ticket=ticket)

    assert first.url == second.url
    assert Submission.objects.count() == 1


def test_corrected_text_after_going_back_is_not_lost(page):
    ticket = make_ticket(page)

    send(page, ticket=ticket)
    send(page, ticket=ticket, nachricht="Doch lieber morgen.")

    assert Submission.objects.count() == 2


def test_repeat_after_an_editor_reworded_a_question_is_the_same_submission(page):
    ticket = make_ticket(page)
    send(page, ticket=ticket)
    page.form_fields.filter(clean_name="nachricht").update(label="Ihre Nachricht an uns")

    send(page, ticket=ticket)

    assert Submission.objects.count() == 1


def test_clock_that_was_put_back_keeps_nobody_from_sending(page):
    assert send(page, ticket=make_ticket(page, seconds_ago=-3600)).status_code == 303


def test_two_people_may_write_the_same(page):
    send(page)
    send(page)

    assert Submission.objects.count() == 2


def test_sending_that_lost_the_race_finds_the_stored_one(page, monkeypatch):
    form = form_class_of(page)(MESSAGE, page=page)
    assert form.is_valid()
    stored = submit(page, form, token="t")
    monkeypatch.setattr(
        "forms_app.services.sending.Submission.objects.filter", lambda **kwargs: Submission.objects.none()
    )
    monkeypatch.setattr(Submission.objects, "unused_reference", lambda: "2026-AAAAAA", raising=False)

    assert submit(page, form, token="t") == stored


def test_case_number_that_another_sending_took_at_the_same_moment_is_drawn_again(page, monkeypatch):
    send(page)
    taken = Submission.objects.get().reference
    numbers = iter([taken, taken, "2026-AAAAAA"])
    monkeypatch.setattr(Submission.objects, "unused_reference", lambda: next(numbers), raising=False)

    assert send(page, nachricht="Noch etwas").status_code == 303
    assert {each.reference for each in Submission.objects.all()} == {taken, "2026-AAAAAA"}


def test_missing_answer_keeps_the_others_and_names_the_field(page):
    response = send(page, nachricht="")

    html = response.content.decode()
    assert response.status_code == 200
    assert error_codes(response) == {"nachricht": ["required"]}
    assert 'value="Ruth Heinz"' in html
    assert 'href="#id_nachricht"' in html
    assert 'aria-invalid="true"' in html
    assert not Submission.objects.exists()


def test_corrected_form_keeps_its_ticket(page):
    ticket = make_ticket(page)

    response = send(page, ticket=ticket, nachricht="")

    questions = response.context["form"].base_fields
    assert read_ticket(response.context["ticket"], page, questions) == read_ticket(ticket, page, questions)


@pytest.mark.parametrize("seconds_ago", [0, 15 * 86_400])
def test_form_sent_at_once_or_after_weeks_is_shown_again_with_its_answers(page, seconds_ago):
    response = send(page, ticket=make_ticket(page, seconds_ago))

    assert len(response.context["form"].non_field_errors()) == 1
    assert 'value="Ruth Heinz"' in response.content.decode()
    assert not Submission.objects.exists()


def test_form_open_for_a_week_is_accepted(page):
    assert send(page, ticket=make_ticket(page, 7 * 86_400)).status_code == 303


@pytest.mark.parametrize("ticket", ["forged", "a:b:c"])
def test_forged_ticket_gets_a_new_one(page, ticket):
    response = send(page, ticket=ticket)

    assert response.context["ticket"] != ticket
    assert not Submission.objects.exists()


def test_who_fills_in_the_trap_is_kept_as_spam(page):
    response = send(page, **{"home-page": "https://spam.example"})

    assert response.status_code == 303
    assert Submission.objects.get().status == Submission.Status.SPAM


def test_no_address_of_the_sender_is_stored(page):
    Client().post(page.url, MESSAGE | {"form-ticket": make_ticket(page)}, REMOTE_ADDR="203.0.113.77")

    assert "203.0.113.77" not in str(Submission.objects.values().get())


def test_barrier_report_needs_no_address(home):
    questions = [{"label": "Beschreibung", "field_type": "multiline", "required": True}, {"label": "Seite"}]
    page = make_form_page(home, questions, kind="barrier")

    response = send(page, {"beschreibung": "Der Plan ist ein Bild."})

    submission = Submission.objects.get()
    assert submission.kind == "barrier"
    assert submission.reference in Client().get(response.url).content.decode()


def test_link_fills_in_text_but_neither_mail_nor_too_much(page):
    query = {"betreff": "<script>x", "nachricht": "a\x00" * 9000, "e_mail": "a@b.de", "form-ticket": "x"}

    initial = Client().get(page.url, query).context["form"].initial

    assert initial["betreff"] == "<script>x"
    assert len(initial["nachricht"]) == 5000
    assert set(initial) == {"betreff", "nachricht"}


def test_filled_in_text_is_escaped(page):
    assert "<script>x" not in Client().get(page.url, {"betreff": "<script>x"}).content.decode()


def test_answer_of_each_kind_becomes_text(home):
    questions = [
        {"label": "Datum", "field_type": "date"},
        {"label": "Zahl", "field_type": "number"},
        {"label": "Ja", "field_type": "checkbox"},
        {"label": "Viele", "field_type": "checkboxes", "choices": "Lesen\nSingen\nKochen"},
        {"label": "Eins", "field_type": "radio", "choices": "A, B"},
        {"label": "Liste", "field_type": "dropdown", "choices": "C\nD"},
        {"label": "Telefon", "field_type": "phone"},
        {"label": "Netz", "field_type": "url"},
    ]
    page = make_form_page(home, questions)

    send(
        page,
        {
            "datum": "24.12.2026",
            "zahl": "3,5",
            "ja": "on",
            "viele": ["Lesen", "Kochen"],
            "eins": "B",
            "liste": "D",
            "telefon": "06561/15063",
            "netz": "www.example.org",
        },
    )

    values = [answer["value"] for answer in Submission.objects.get().answers]
    assert values == [
        "24. Dezember 2026",
        "3,5",
        "Ja",
        "Lesen, Kochen",
        "B",
        "D",
        "06561 15063",
        "https://www.example.org",
    ]


def test_renamed_question_keeps_old_answers_readable(page):
    send(page)
    field = page.form_fields.get(label="Betreff")
    field.label = "Worum geht es?"
    field.save()

    assert Submission.objects.get().answers[2]["label"] == "Betreff"


def test_deleted_form_keeps_its_submissions(page):
    send(page)
    page.delete()

    submission = Submission.objects.get()
    assert (submission.page, submission.form_title) == (None, "Kontakt")


@pytest.mark.parametrize("method", ["get", "post"])
def test_number_of_queries(page, django_assert_max_num_queries, method):
    client = Client()
    client.get(page.url)
    with django_assert_max_num_queries(8 if method == "get" else 25):
        client.get(page.url) if method == "get" else send(page, client=client)
