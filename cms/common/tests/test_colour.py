import pytest
from django.core.exceptions import ValidationError

from cms.common.colour import contrast_ratio, validate_accent
from cms.pages.admin_colours import DARK_GROUND, admin_colours, hex_of
from cms.towns.colour_input import ColourInput


def test_contrast_follows_wcag():
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["#0a5663", "#7a1f2b", "#000000"])
def test_dark_colours_are_accepted(colour):
    validate_accent(colour)


@pytest.mark.parametrize("colour", ["#f4b63f", "#ffffff", "#777777", "red", "0a5663", "#0a566", ""])
def test_light_or_malformed_colours_are_refused(colour):
    with pytest.raises(ValidationError):
        validate_accent(colour)


@pytest.mark.parametrize("name", ["0a5663.css", "0a5663-admin.css"])
def test_design_is_a_stylesheet_kept_for_ever(client, name, db):
    response = client.get(f"/design/{name}")
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["ffffff.css", "x}body{display:none.css", "ffffff-admin.css", "12.css"])
def test_design_refuses_what_is_no_readable_colour(client, name, db):
    assert client.get(f"/design/{name}").status_code == 404


@pytest.mark.parametrize("colour", ["#0a5663", "#7a1f2b", "#000000", "#0000ff", "#c8102e"])
def test_links_of_the_dark_admin_can_be_read_in_any_colour_of_a_town(colour):
    hue, saturation, lightness = admin_colours(colour)["secondary-100"]
    shown = hex_of(hue / 360, lightness / 100, saturation / 100)
    assert contrast_ratio(shown, DARK_GROUND) >= 4.5


def test_the_palette_names_the_typed_field_it_writes_into():
    html = ColourInput().render("accent", "#0a5663", {"id": "id_accent"})
    assert 'data-colour-for="id_accent"' in html
    assert 'type="text" name="accent" value="#0a5663"' in html
    assert html.count('name="accent"') == 1
