import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from cms.towns.addresses import allow_tiles, images_allowed_from, tile_origin, validate_tile_address
from cms.towns.models import TownSettings

GOOD = [
    "https://tiles.example.org/{z}/{x}/{y}.png",
    "https://maps.example.org:8443/wmts?layer=a&tilematrix={z}&tilerow={y}&tilecol={x}",
    "https://maps.example.org/GLOBAL_WEBMERCATOR/{z}/{y}/{x}.png",
]
BAD = [
    "http://tiles.example.org/{z}/{x}/{y}.png",
    "https://{s}.tiles.example.org/{z}/{x}/{y}.png",
    "https://tiles.example.org/{z}/{x}.png",
    "https://tiles.example.org/{z}/{x}/{y}/{y}.png",
    "https://tiles.example.org/{z}/{x}/{y}.png; script-src *",
    "https://tiles.example.org, *.example.com/{z}/{x}/{y}.png",
    "https://*/{z}/{x}/{y}.png",
    "https://user@tiles.example.org/{z}/{x}/{y}.png",
    "//tiles.example.org/{z}/{x}/{y}.png",
]


@pytest.mark.parametrize("address", GOOD)
def test_an_address_of_tiles_is_taken(address):
    validate_tile_address(address)


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_single_host_over_https_is_refused(address):
    with pytest.raises(ValidationError):
        validate_tile_address(address)


def test_the_policy_names_host_and_port_only():
    assert tile_origin(GOOD[1]) == "https://maps.example.org:8443"


def test_without_a_source_no_picture_is_allowed_from_elsewhere():
    request = RequestFactory().get("/")
    allow_tiles(request, "")
    assert images_allowed_from(request) == []


def test_whoever_draws_the_map_is_named():
    with pytest.raises(ValidationError) as refused:
        TownSettings(map_tiles=GOOD[0]).clean()
    assert list(refused.value.message_dict) == ["map_credit"]
