"""Letters with a code: requested, printed, entered, used; and everything that must not give access."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files import File
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cms.mail.models import AccessLink, Mail
from cms.media.intake.documents import take_document
from directory.domain import letter_codes
from directory.jobs import forget_entries
from directory.models import EntryProposal, MaintainerLetter, Maintainership, MeetingPlace, OrganisationPage
from directory.workflow import hide_entry
from directory.workflow.claiming import take_over
from directory.workflow.letters import open_letter, print_letter
from directory.workflow.links import open_session
from directory.workflow.personal_data import Person, remove_people_of, remove_person
from tests.support.making import make_user
from tests.support.recorded import recorded

from .factories import make_entry

pytestmark = pytest.mark.django_db
NEW, OLD = "neu@example.org", "alt@example.org"
ADDRESS = "Chor am Markt\nMarkt 1\n54634 Bitburg"
START = datetime(2026, 3, 1, 11, tzinfo=UTC)
TASKS = "/admin/verzeichnis/aufgaben/"
LETTERS = "/admin/verzeichnis/briefe/"


@pytest.fixture
@recorded
def agency(directory):
    return make_user("agentur", group="Ehrenamtsagentur")


@pytest.fixture
@recorded
def entry(directory):
    page = make_entry(directory, "Chor am Markt")
    Maintainership.objects.create(page=page, postal_address=ADDRESS)
    return page


@pytest.fixture
def printed(entry, client, agency):
    client.post(asking(entry))
    return print_letter(fresh(entry), "claim", user=agency)


@pytest.fixture
def question(directory, agency):
    """The yearly letter to a maintainer without e-mail."""
    page = make_entry(directory, "Skatrunde")
    day = timezone.localdate() - timedelta(days=340)
    Maintainership.objects.create(page=page, maintainer_mode="letter", assured_on=day, postal_address=ADDRESS)
    return print_letter(page, "confirm", user=agency)


def fresh(page) -> OrganisationPage:
    return OrganisationPage.objects.get(pk=page.pk)


def asking(page) -> str:
    return reverse("ask_for_letter", args=[page.public_id])


def type_code(client, number, code):
    return client.post(reverse("enter_code"), {"number": number, "code": code})


def opened(client, printed) -> str:
    answer = type_code(client, printed.letter.number, printed.code)
    assert answer.status_code == 303
    return answer.url


def mailed_link() -> str:
    mail = Mail.objects.filter(kind="entry-claim-link").latest("pk")
    return re.search(r"https?://[^/]+(/\S+)", mail.text)[1]


def wrong(code: str) -> str:
    return code[:-1] + next(letter for letter in letter_codes.LETTERS if letter != code[-1])


def maintainer(page) -> tuple[str, str]:
    return Maintainership.objects.values_list("maintainer_email", "maintainer_mode").get(page=page)


# Asking for a letter


def test_request_waits_for_staff_once_and_stores_nobody(client, entry):
    answers = {client.post(asking(entry)).status_code for _again in range(3)}
    assert answers == {303}
    assert MaintainerLetter.objects.values_list("page", "purpose", "digest").get() == (entry.pk, "claim", "")


def test_opening_the_page_asks_for_nothing(client, entry):
    assert client.get(asking(entry)).status_code == client.head(asking(entry)).status_code == 200
    assert not MaintainerLetter.objects.exists()


def test_unknown_and_hidden_entries_get_the_same_answer(client, directory, entry):
    hidden = make_entry(directory, live=False)
    for page in (entry, hidden):
        answer = client.post(asking(page))
        assert (answer.status_code, answer.url) == (303, f"{asking(page)}?angefragt=1")
        assert client.get(answer.url).status_code == 200
    assert MaintainerLetter.objects.get().page_id == entry.pk


def test_no_second_letter_while_one_is_on_its_way(client, entry, printed, agency):
    MaintainerLetter.objects.update(sent_at=timezone.now())
    client.post(asking(entry))
    assert MaintainerLetter.objects.count() == 1
    MaintainerLetter.objects.update(tries=5)
    client.post(asking(entry))
    assert MaintainerLetter.objects.count() == 2


def test_sixth_letter_from_one_connection_is_refused(client, directory):
    pages = [make_entry(directory) for _each in range(6)]
    assert [client.post(asking(page)).status_code for page in pages] == [303] * 5 + [429]
    assert MaintainerLetter.objects.count() == 5


# The code


def test_code_is_stored_as_a_hash_and_stands_on_the_paper_only(entry, printed):
    row = MaintainerLetter.objects.values().get()
    assert letter_codes.is_code(printed.code)
    assert printed.code not in str(row)
    assert len(row["digest"]) == 64


@pytest.mark.parametrize(
    "spell", [str.lower, lambda code: f" {code[:4]} – {code[4:]} ", lambda code: ".".join(code)]
)
def test_code_may_be_typed_in_any_manner(client, printed, spell):
    answer = type_code(client, printed.letter.number.lower(), spell(printed.code))
    assert answer.status_code == 303


def test_what_can_be_no_code_is_no_try(client, printed):
    for text in ("", "1234", "ACDE-47H0", "x" * 200, "\x00\u202e" + "Ä" * 8):
        assert type_code(client, printed.letter.number, text).status_code == 200
    assert MaintainerLetter.objects.get().tries == 0


def test_sixth_try_fails_even_with_the_right_code(client, printed):
    number = printed.letter.number
    for _try in range(5):
        assert type_code(client, number, wrong(printed.code)).status_code == 200
    answer = type_code(client, number, printed.code)
    assert (answer.status_code, "gilt nicht mehr" in answer.content.decode()) == (410, True)
    assert MaintainerLetter.objects.get().tries == 5


def test_wrong_code_and_unknown_letter_get_the_same_answer(client, printed):
    answers = [
        type_code(client, number, wrong(printed.code)).content.decode().replace(number, "")
        for number in (printed.letter.number, "X" * 6)
    ]
    assert answers[0] == answers[1]
    assert "Chor am Markt" not in answers[0]


def test_many_tries_from_one_connection_are_refused(client, entry):
    answers = [type_code(client, "XXXXXX", "ACDEFHJK").status_code for _try in range(21)]
    assert answers == [200] * 20 + [429]


@pytest.mark.parametrize(("days", "status"), [(29, 303), (30, 410), (31, 410)])
def test_code_is_valid_for_thirty_days(client, entry, agency, time_travel, days, status):
    time_travel(START)
    client.post(asking(entry))
    printed = print_letter(fresh(entry), "claim", user=agency)
    time_travel(START + timedelta(days=days, seconds=1 if days == 30 else 0))
    assert type_code(client, printed.letter.number, printed.code).status_code == status


def test_code_of_another_letter_or_purpose_opens_nothing(client, printed, question):
    assert type_code(client, printed.letter.number, question.code).status_code == 200
    MaintainerLetter.objects.filter(pk=question.letter.pk).update(purpose="claim")
    assert type_code(client, question.letter.number, question.code).status_code == 200


def test_second_print_makes_the_first_worthless(client, entry, printed, agency):
    page = opened(client, printed)
    again = print_letter(fresh(entry), "claim", user=agency)
    assert type_code(client, printed.letter.number, printed.code).status_code == 200
    assert client.get(page).status_code == 404
    assert client.get(opened(client, again)).status_code == 200


@pytest.mark.parametrize("change", [lambda key: key[:-2] + "x/", lambda key: key.replace(":", ".", 1)])
def test_altered_key_opens_nothing(client, printed, change):
    assert client.get(change(opened(client, printed))).status_code == 404


def test_key_works_for_an_hour(client, printed, monkeypatch):
    page = opened(client, printed)
    later = datetime.now().timestamp() + 3601
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.get(page).status_code == 404


# Becoming the maintainer with a letter


def test_new_maintainer_confirms_her_address_before_anything_changes(client, entry, printed):
    Maintainership.objects.filter(page=entry).update(
        maintainer_email=OLD, maintainer_mode="club", reminders=3
    )
    page = opened(client, printed)
    assert "Chor am Markt" in client.get(page).content.decode()
    assert client.post(page, {"action": "maintainer", "email": NEW}).status_code == 303
    assert maintainer(entry) == (OLD, "club")
    link = mailed_link()
    assert client.get(link).status_code == client.head(link).status_code == 200
    assert maintainer(entry) == (OLD, "club")
    answer = client.post(link)
    assert answer.status_code == 303
    assert client.get(answer.url).status_code == 200
    assert maintainer(entry) == (NEW, "club")
    told = Mail.objects.get(kind="entry-maintainer-changed")
    assert (told.to, NEW in told.text) == (OLD, False)


def test_letter_is_used_once(client, entry, printed):
    page = opened(client, printed)
    client.post(page, {"action": "maintainer", "email": NEW})
    first = mailed_link()
    client.post(first)
    assert client.post(first).status_code == 410
    assert client.get(page).status_code == 410
    assert client.post(page, {"action": "maintainer", "email": OLD}).status_code == 410
    assert type_code(client, printed.letter.number, printed.code).status_code == 410


def test_only_the_newest_mail_counts(client, entry, printed):
    page = opened(client, printed)
    client.post(page, {"action": "maintainer", "email": "vertippt@example.org"})
    older = mailed_link()
    client.post(page, {"action": "maintainer", "email": NEW})
    assert client.post(older).status_code == 410
    assert client.post(mailed_link()).status_code == 303
    assert maintainer(entry)[0] == NEW


def test_link_is_over_after_a_day(client, entry, printed):
    client.post(opened(client, printed), {"action": "maintainer", "email": NEW})
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(mailed_link()).status_code == 410
    assert maintainer(entry)[0] == ""


def test_link_for_something_else_takes_nothing_over(client, entry, printed):
    key = open_session(entry.pk, NEW)
    assert client.post(reverse("take_over_entry", args=[key])).status_code == 404


def test_claim_letter_neither_confirms_nor_opens_the_form(client, entry, printed):
    page = opened(client, printed)
    for action in ("confirm", "edit", "", "delete"):
        assert client.post(page, {"action": action}).status_code == 200
    assert Maintainership.objects.get(page=entry).assured_on is None


def test_two_at_the_same_moment_make_one_maintainer(client, entry, printed):
    client.post(opened(client, printed), {"action": "maintainer", "email": NEW})
    link = AccessLink.objects.get(purpose="entry-letter")
    assert take_over(link) is not None
    assert take_over(link) is None


def test_withdrawn_entry_is_not_taken_over(client, entry, printed):
    page = opened(client, printed)
    client.post(page, {"action": "maintainer", "email": NEW})
    fresh(entry).unpublish()
    assert client.post(mailed_link()).status_code == 410
    assert client.get(page).status_code == 410


# The yearly letter


def test_letter_confirms_the_entry_once(client, question):
    page = opened(client, question)
    assert client.get(page).status_code == client.head(page).status_code == 200
    assert Maintainership.objects.get().assured_on != timezone.localdate()
    assert client.post(page, {"action": "confirm"}).status_code == 200
    keeping = Maintainership.objects.get()
    assert (keeping.assured_on, keeping.assured_by) == (
        timezone.localdate(),
        "die Organisation selbst, per Brief",
    )
    assert client.post(page, {"action": "confirm"}).status_code == 410


def test_letter_shows_a_hidden_entry_again(client, question):
    page = question.letter.page
    hide_entry(page)
    client.post(opened(client, question), {"action": "confirm"})
    assert fresh(page).live


def test_any_confirmation_ends_the_code(client, question, agency):
    client.force_login(agency)
    client.post(reverse("directory_entry_state", args=[question.letter.page_id]), {"action": "confirm"})
    assert type_code(client, question.letter.number, question.code).status_code == 410


def test_letter_opens_the_form_without_an_address_and_staff_decide(client, question, agency):
    page = question.letter.page
    session = client.post(opened(client, question), {"action": "edit"}).url
    form = client.get(session)
    assert form.status_code == 200
    proposal = EntryProposal.objects.create(
        page=page, email="", status="sent", base={}, wanted={}, sent_at=timezone.now()
    )
    client.force_login(agency)
    decision = reverse("directory_proposal", args=[proposal.pk])
    assert "ohne E-Mail-Adresse" in client.get(decision).content.decode()
    assert client.post(decision, {"action": "reject", "reason": "Zu lang"}).status_code == 302
    assert not Mail.objects.exists()
    # Once somebody has given an address, the letter's form is closed.
    Maintainership.objects.update(maintainer_email=NEW)
    assert client.get(session).status_code == 410


def test_maintainer_by_letter_may_give_an_address_instead(client, question):
    client.post(opened(client, question), {"action": "maintainer", "email": NEW})
    client.post(mailed_link())
    assert maintainer(question.letter.page) == (NEW, "club")


# Staff


def test_task_is_printed_then_sent(client, entry, agency):
    client.post(asking(entry))
    client.force_login(agency)
    html = client.get(TASKS, {"kind": "claims"}).content.decode()
    assert "Chor am Markt, Markt 1, 54634 Bitburg" in html
    assert 'value="sent-claim"' not in html
    address = reverse("directory_entry_state", args=[entry.pk])
    client.post(address, {"action": "sent-claim"})
    assert MaintainerLetter.objects.get().sent_at is None
    answer = client.post(address, {"action": "print-claim"})
    assert (answer["Content-Type"], "no-store" in answer["Cache-Control"]) == ("application/pdf", True)
    client.post(address, {"action": "sent-claim"})
    assert MaintainerLetter.objects.get().sent_at
    assert "Davon wartet nichts." in client.get(TASKS, {"kind": "claims"}).content.decode()


def test_letter_without_an_address_is_not_printed(client, directory, agency):
    page = make_entry(directory)
    client.post(asking(page))
    client.force_login(agency)
    answer = client.post(reverse("directory_entry_state", args=[page.pk]), {"action": "print-claim"})
    assert answer.status_code == 302
    assert MaintainerLetter.objects.get().digest == ""


def test_letter_goes_to_the_first_place_with_an_address_also_a_hidden_one(client, directory, agency):
    places = [
        MeetingPlace(name="Turnhalle"),
        MeetingPlace(street="Am Markt", house_number="2", postcode="54634", city="Bitburg"),
    ]
    page = make_entry(directory, "Skatrunde", places=places)
    client.post(asking(page))
    assert print_letter(page, "claim", user=agency).address == ["Skatrunde", "Am Markt 2", "54634 Bitburg"]


def test_staff_may_refuse_to_write(client, entry, agency):
    client.post(asking(entry))
    client.force_login(agency)
    client.post(reverse("directory_entry_state", args=[entry.pk]), {"action": "refuse-claim"})
    assert not MaintainerLetter.objects.exists()


def test_all_waiting_letters_are_one_pdf(client, directory, agency):
    for number in range(3):
        page = make_entry(directory, f"Gruppe {number}")
        Maintainership.objects.create(page=page, postal_address=ADDRESS if number else "")
        client.post(asking(page))
    client.force_login(agency)
    answer = client.post(LETTERS, {"kind": "claims", "action": "print"})
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    assert ["Gruppe 1" in pages[0], "Gruppe 2" in pages[1], len(pages)] == [True, True, 2]
    assert "1 Brief wurde nicht gedruckt" in client.get(TASKS).content.decode()
    client.post(LETTERS, {"kind": "claims", "action": "sent"})
    assert MaintainerLetter.objects.exclude(sent_at=None).count() == 2


def test_yearly_letters_are_printed_and_noted_together(client, question, agency):
    client.force_login(agency)
    assert client.post(LETTERS, {"kind": "letters", "action": "print"})["Content-Type"] == "application/pdf"
    client.post(LETTERS, {"kind": "letters", "action": "sent"})
    assert Maintainership.objects.get().reminders == 3
    assert MaintainerLetter.objects.get().sent_at


@pytest.mark.parametrize(
    "data", [{}, {"kind": "hidden", "action": "print"}, {"kind": "letters", "action": "delete"}]
)
def test_unknown_batch_does_nothing(client, agency, question, data):
    client.force_login(agency)
    before = MaintainerLetter.objects.values().get()
    assert client.post(LETTERS, data).status_code == 302
    assert client.get(LETTERS).status_code == 405
    assert MaintainerLetter.objects.values().get() == before


# The paper


def test_paper_is_tagged_and_says_what_is_needed(printed):
    from directory.letters.printing import pdf_of

    file = BytesIO(pdf_of([printed]))
    facts = take_document(File(file), "brief.pdf").facts
    assert (facts["pages"], facts["language"], any(facts["missing"].values())) == (1, "de", False)
    text = PdfReader(file).pages[0].extract_text()
    code = f"{printed.code[:4]}-{printed.code[4:]}"
    for words in ("Chor am Markt", "Markt 1", code, f"/brief/{printed.letter.number}/"):
        assert words in text


def test_address_lies_in_the_window(printed):
    """DIN 5008, form B: the window shows 20 to 105 mm from the left and 45 to 90 mm from the top."""
    from directory.letters.printing import pdf_of

    positions = {}

    def visit(text, _transform, matrix, _font, _size):
        if text.strip():
            positions[text.strip()] = (matrix[4] / 72 * 25.4, 297 - matrix[5] / 72 * 25.4)

    printed.address[:] = [
        "Ein sehr langer Name einer Arbeitsgemeinschaft " * 4,
        "b",
        "c",
        "d",
        "e",
        "54634 F",
    ]
    PdfReader(BytesIO(pdf_of([printed]))).pages[0].extract_text(visitor_text=visit)
    left, bottom = next(where for text, where in positions.items() if text.endswith("54634 F"))
    assert 20 <= left <= 30
    assert 62.7 < bottom < 90


# Forgetting


def test_letters_are_forgotten(client, entry, agency, time_travel):
    time_travel(START)
    client.post(asking(entry))
    time_travel(START + timedelta(days=179))
    assert forget_entries()["letters"] == 0
    print_letter(fresh(entry), "claim", user=agency)
    time_travel(START + timedelta(days=179 + 60))
    assert forget_entries()["letters"] == 0
    time_travel(START + timedelta(days=179 + 61))
    assert forget_entries()["letters"] == 1


def test_request_that_nobody_dealt_with_is_forgotten(client, entry, time_travel):
    time_travel(START)
    client.post(asking(entry))
    time_travel(START + timedelta(days=181))
    assert forget_entries()["letters"] == 1


def test_person_who_is_forgotten_leaves_no_trace_of_her_claim(client, entry, printed):
    client.post(opened(client, printed), {"action": "maintainer", "email": NEW})
    link = mailed_link()
    remove_person(Person(NEW))
    assert not AccessLink.objects.filter(email=NEW).exists()
    assert client.post(link).status_code == 404
    Maintainership.objects.update(maintainer_email=OLD)
    remove_person(Person(OLD))
    assert Maintainership.objects.values_list("maintainer_email", "postal_address").get() == ("", "")


def test_people_of_an_entry_that_is_given_up_go_with_its_letters(entry, printed):
    assert remove_people_of(entry)
    assert not MaintainerLetter.objects.exists()
    assert Maintainership.objects.get().postal_address == ""


def test_open_letter_counts_no_try_for_a_right_code(printed):
    assert open_letter(printed.letter.number, printed.code).pk == printed.letter.pk
    assert MaintainerLetter.objects.get().tries == 0
