"""The editor of a form's questions, in a real browser."""

import pytest
from playwright.sync_api import expect

from .support.axe import assert_no_axe_violations

pytestmark = pytest.mark.browser

SCREEN = {"width": 1280, "height": 720}
ROWS = "#id_form_fields-FORMS"
CHILDREN = f"{ROWS} > [data-inline-panel-child]"


@pytest.fixture
def edit(own_demo):
    """Opens the questions of the form that reports a barrier."""
    [(key,)] = own_demo.ask("SELECT id FROM wagtailcore_page WHERE slug = ?", "barriere-melden")

    def open_editor(page):
        page.goto(f"/admin/pages/{key}/edit/")
        page.get_by_role("tab", name="Formular").click()
        # Closed by a script when everything has loaded.
        expect(page.locator("[name=form_fields-0-label]")).to_be_hidden()

    return open_editor


def row(page, number: int):
    return page.locator(f"#inline_child_form_fields-{number}")


def toggle(page, number: int):
    row(page, number).locator("[data-panel-toggle]").first.press("Enter")


def field(page, number: int, name: str):
    return page.locator(f"[name=form_fields-{number}-{name}]")


def test_a_question_is_one_line_that_says_what_it_is(own_demo, editor, edit):
    with editor(own_demo, viewport=SCREEN) as (page, traffic):
        edit(page)
        boxes = [each.bounding_box() for each in page.locator(CHILDREN).all()]
        steps = [below["y"] - above["y"] for above, below in zip(boxes, boxes[1:], strict=False)]
        assert max(steps) <= SCREEN["height"] / 5
        heads = [each.inner_text() for each in page.locator(f"{CHILDREN} [data-panel-heading-text]").all()]
        assert heads[2].endswith("Was hat nicht funktioniert?, Mehrere Zeilen Text, Pflicht")
        assert heads[3].endswith("Womit sind Sie unterwegs?, Eine Zeile Text")
        assert traffic.errors == []


def test_only_the_settings_of_the_kind_are_shown(own_demo, editor, edit):
    with editor(own_demo, viewport=SCREEN) as (page, _traffic):
        edit(page)
        toggle(page, 3)
        fold = row(page, 3).locator("details")
        expect(fold).not_to_have_attribute("open", "")
        shown = {
            "singleline": {"required"},
            "radio": {"required", "choices"},
            "file": {"required", "file_kinds"},
            "heading": set(),
        }
        for kind, names in shown.items():
            field(page, 3, "field_type").select_option(kind)
            for name in ("required", "choices", "file_kinds"):
                expect(field(page, 3, name)).to_be_visible(visible=name in names)
            expect(fold).to_be_visible(visible=kind != "heading")
        field(page, 3, "field_type").select_option("file")
        fold.locator("summary").press("Enter")
        expect(field(page, 3, "max_megabytes")).to_be_visible()
        expect(field(page, 3, "default_value")).to_be_hidden()


def test_a_fold_that_holds_something_is_open_and_offers_earlier_questions(own_demo, editor, edit):
    with editor(own_demo, viewport=SCREEN) as (page, _traffic):
        edit(page)
        toggle(page, 6)
        condition = field(page, 6, "condition_question")
        expect(condition).to_have_value("Ich möchte eine Antwort")
        expect(condition).to_be_visible()
        condition.focus()
        offered = page.locator("#earlier-questions option").evaluate_all("all => all.map(each => each.value)")
        assert offered[-1] == "Ich möchte eine Antwort" and "Unsere Antwort" not in offered


def test_a_mistake_opens_its_row_and_its_fold(own_demo, editor, edit):
    with editor(own_demo, viewport=SCREEN) as (page, _traffic):
        edit(page)
        toggle(page, 1)
        row(page, 1).locator("summary").press("Enter")
        field(page, 1, "condition_question").fill("Gibt es nicht?")
        page.locator("footer [data-w-dropdown-target=toggle]").click()
        with page.expect_navigation():
            page.locator("[name=action-publish]").click()
        page.get_by_role("tab", name="Formular").click()
        expect(field(page, 2, "label")).to_be_hidden()
        expect(field(page, 1, "condition_question")).to_be_visible()
        expect(row(page, 1)).to_contain_text("Keine Frage dieses Formulars lautet so.")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_an_open_question_is_accessible(own_demo, editor, edit, colours):
    # Tall enough that Wagtail's sticky bars cover no field.
    with editor(own_demo, color_scheme=colours, viewport={"width": 1280, "height": 3000}) as (page, _traffic):
        edit(page)
        toggle(page, 6)
        assert_no_axe_violations(page, colours, within=[ROWS], only_colours=colours == "dark")
