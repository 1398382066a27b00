"""Two people on one page: the second one sees what differs, and decides; nothing typed is lost."""

import json
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from forms_app.models import ContactPage
from forms_app.tests.making import PRIVACY, make_form_page
from home.models import StandardPage
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db):
    return make_client("anna", first_name="Anna", last_name="Arens")


@pytest.fixture
def bert(db):
    return make_client("bert")


@pytest.fixture
def page(home):
    return make_page(home, "Ehrenamt", slug="ehrenamt", summary="Alt")


def make_client(name: str, **fields) -> Client:
    client = Client()
    client.force_login(make_user(name, is_superuser=True, **fields))
    return client


def open_editor(client: Client, page) -> dict[str, str]:
    """What a browser would send of the form."""
    return values_of(client.get(f"/admin/pages/{page.pk}/edit/"))


def values_of(answer) -> dict[str, str]:
    form = BeautifulSoup(answer.content, "html.parser").find("form", id="page-edit-form")
    # Scripts build the editor of the blocks.
    fields = nested_form_data({"body": streamfield([])})
    for each in form.find_all(["input", "textarea", "select"]):
        kind = each.get("type")
        if not each.get("name") or (kind in {"checkbox", "radio"} and not each.has_attr("checked")):
            continue
        if each.name == "select":
            chosen = each.find("option", selected=True) or each.find("option")
            fields[each["name"]] = chosen.get("value", "") if chosen else ""
        else:
            fields[each["name"]] = (
                each.text.removeprefix("\n") if each.name == "textarea" else each.get("value", "")
            )
    return fields


def send(client: Client, page, form: dict[str, str], action="publish", **changes):
    return client.post(f"/admin/pages/{page.pk}/edit/", form | changes | {f"action-{action}": "1"})


def stored(page) -> StandardPage:
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("first", ["publish", "save"])
@pytest.mark.parametrize("second", ["publish", "save"])
def test_second_one_is_asked_and_sees_both_texts(page, anna, bert, first, second):
    form_a, form_b = open_editor(anna, page), open_editor(bert, page)
    send(anna, page, form_a, first, summary="Was Anna schrieb")

    asked = send(bert, page, form_b, second, summary="Was Bert schrieb", title="Berts Titel")

    assert asked.status_code == 409
    assert "Anna Arens" in asked.text
    assert values_of(asked)["summary"] == "Was Bert schrieb"
    assert values_of(asked)["title"] == "Berts Titel"
    differences = BeautifulSoup(asked.content, "html.parser").find(class_="overtaken").text
    assert "Anna" in differences
    assert "Bert" in differences
    assert stored(page).summary == "Was Anna schrieb"


def test_text_that_only_the_editor_wrote_anew_is_not_shown_as_different(page, bert):
    """It puts keys into paragraphs, which nobody sees."""
    page.body = json.dumps([{"type": "richtext", "value": "<p>Unverändert</p>", "id": str(uuid4())}])
    page.save_revision().publish()
    form = open_editor(bert, page)
    page.summary = "Was Anna schrieb"
    page.save_revision()

    blocks = nested_form_data({"body": streamfield([("richtext", rich_text("<p>Unverändert</p>"))])})
    asked = send(
        bert, page, form, summary="Was Bert schrieb", **blocks | {"body-0-id": page.body.raw_data[0]["id"]}
    )

    table = BeautifulSoup(asked.content, "html.parser").find(class_="overtaken").table
    assert "Anna" in table.text
    assert "Die Wörter sind gleich" in table.text
    assert "Unverändert" not in table.text


def test_second_one_decides(page, anna, bert):
    form_a, form_b = open_editor(anna, page), open_editor(bert, page)
    send(anna, page, form_a, summary="Was Anna schrieb")
    asked = send(bert, page, form_b, summary="Was Bert schrieb")

    answer = send(bert, page, values_of(asked), summary="Beides")

    assert answer.status_code == 302
    page.refresh_from_db()
    assert page.summary == "Beides"
    assert {each.as_object().summary for each in page.revisions.all()} >= {"Was Anna schrieb", "Beides"}


def test_request_that_is_repeated_is_no_decision(page, anna, bert):
    form_a, form_b = open_editor(anna, page), open_editor(bert, page)
    send(anna, page, form_a, summary="Was Anna schrieb")

    for _ in range(3):
        assert send(bert, page, form_b, summary="Was Bert schrieb").status_code == 409

    assert stored(page).summary == "Was Anna schrieb"


def test_own_request_twice_asks_nothing(page, anna):
    form = open_editor(anna, page)
    for _ in range(2):
        assert send(anna, page, form, summary="Einmal").status_code == 302


def test_whoever_changed_it_in_another_window_is_told_so(page, anna):
    form = open_editor(anna, page)
    send(anna, page, open_editor(anna, page), summary="Eins")
    assert "Sie selbst" in send(anna, page, form, summary="Zwei").text


def test_error_in_the_form_is_no_decision(page, anna, bert):
    form_a, form_b = open_editor(anna, page), open_editor(bert, page)
    send(anna, page, form_a, summary="Was Anna schrieb")

    refused = send(bert, page, form_b, title="", summary="Was Bert schrieb")
    assert refused.status_code == 200
    asked = send(bert, page, values_of(refused), title="Titel")

    assert asked.status_code == 409
    assert values_of(asked)["summary"] == "Was Bert schrieb"
    assert stored(page).summary == "Was Anna schrieb"


def test_autosave_waits_for_the_decision(page, anna, bert):
    form_a, form_b = open_editor(anna, page), open_editor(bert, page)
    send(anna, page, form_a, summary="Was Anna schrieb")

    assert "w-autosave-interval" not in send(bert, page, form_b, summary="Was Bert schrieb").text


def test_own_autosave_of_this_window_asks_nothing(page, anna):
    """Sent with the button, also after the session had ended in between: `accounts/sign_in/kept_words`."""
    form = open_editor(anna, page)
    for text in ("Eins", "Eins und"):
        form |= autosave(anna, page, form, summary=text)

    assert send(anna, page, form, summary="Eins und zwei").status_code == 302
    assert stored(page).summary == "Eins und zwei"


def test_own_autosave_of_another_window_is_asked_about(page, anna):
    form, other = open_editor(anna, page), open_editor(anna, page)
    autosave(anna, page, other, summary="Eins")
    assert send(anna, page, form, summary="Zwei").status_code == 409


def test_first_autosave_of_a_page_without_revision_asks_nothing(home, anna):
    page = StandardPage(title="Aus einem Skript", slug="skript", summary="Alt")
    home.add_child(instance=page)
    form = open_editor(anna, page)
    form |= autosave(anna, page, form, summary="Eins")
    assert send(anna, page, form, summary="Eins und zwei").status_code == 302


def autosave(client: Client, page, form: dict[str, str], **changes) -> dict:
    """What Wagtail's script writes into the form after its answer."""
    answer = client.post(
        f"/admin/pages/{page.pk}/edit/", form | changes, headers={"accept": "application/json"}
    ).json()
    return {name: value for name, value in answer["field_updates"].items() if name in form}


def test_page_that_had_no_revision_is_guarded_too(home, anna, bert):
    page = StandardPage(title="Aus einem Skript", slug="skript", summary="Alt")
    home.add_child(instance=page)
    form_a, form_b = open_editor(anna, page), open_editor(bert, page)
    send(anna, page, form_a, summary="Was Anna schrieb")

    assert send(bert, page, form_b, summary="Was Bert schrieb").status_code == 409


def test_old_version_is_not_restored_over_what_was_written_meanwhile(page, anna, bert):
    old = page.latest_revision
    send(anna, page, open_editor(anna, page), summary="Neu")
    address = f"/admin/pages/{page.pk}/revisions/{old.pk}/revert/"
    form = values_of(bert.get(address))
    send(anna, page, open_editor(anna, page), summary="Was Anna schrieb")

    assert send(bert, page, form).status_code == 409
    assert stored(page).summary == "Was Anna schrieb"


@pytest.mark.parametrize("by_anna", [["Zwei", "Drei"], ["Eins"], [], ["Eins", "Zwei", "Drei", "Vier"]])
def test_questions_that_somebody_removed_or_added_are_asked_about(home, anna, bert, by_anna):
    page = make_form_page(home, [{"label": label} for label in ("Eins", "Zwei", "Drei")])
    form_b = questions_of(page, ["Eins", "Zwei", "Drei"])
    anna.post(f"/admin/pages/{page.pk}/edit/", questions_of(page, by_anna) | {"action-publish": "1"})

    changed = form_b | {"form_fields-2-label": "Berts Frage"}
    asked = send(bert, page, changed)

    assert asked.status_code == 409, BeautifulSoup(asked.content, "html.parser").find(class_="messages")
    answer = send(
        bert,
        page,
        changed,
        loaded_revision_id=values_of(asked)["loaded_revision_id"],
        loaded_revision_created_at=values_of(asked)["loaded_revision_created_at"],
    )
    assert answer.status_code == 302
    # What Anna added, Bert's form knows nothing of.
    added = [each for each in by_anna if each == "Vier"]
    found = [each.label for each in ContactPage.objects.get().form_fields.all()]
    assert sorted(found) == sorted(["Eins", "Zwei", "Berts Frage", *added])


def questions_of(page, labels) -> dict:
    """The form of a page with these of its questions left, and new ones added."""
    page = ContactPage.objects.get(pk=page.pk)
    known = {each.label: each.pk for each in page.form_fields.all()}
    common = {"field_type": "singleline", "file_kinds": "pdf", "max_megabytes": 5}
    kept = [
        common | {"label": each, "id": pk, "DELETE": "" if each in labels else "1"}
        for each, pk in known.items()
    ]
    new = [common | {"label": each, "id": ""} for each in labels if each not in known]
    fields = {"title": page.title, "slug": page.slug, "kind": page.kind, "thanks_text": rich_text("")}
    fields |= {"body": streamfield([]), "form_fields": inline_formset(kept + new, initial=len(kept))}
    revision = page.latest_revision
    opened = {
        "loaded_revision_id": revision.pk,
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }
    return nested_form_data(fields | PRIVACY | {"comments": inline_formset([])}) | opened
