import pytest
from django.test import RequestFactory

from cms.common.own_origin import is_sent_by_another_site

OWN, OTHER = "https://stadt.example", "https://anders.example"


@pytest.fixture(autouse=True)
def _town(settings):
    settings.ALLOWED_HOSTS = ["stadt.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://verwaltung.example", "https://*.kreis.example"]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "none", "origin": OWN},
        {"origin": OWN},
        {"origin": OWN.upper()},
        {"origin": OWN, "referer": f"{OTHER}/"},
        {"referer": f"{OWN}/kontakt/?a=b"},
        {"origin": "https://verwaltung.example"},
        {"sec-fetch-site": "cross-site", "origin": "https://www.kreis.example"},
        {},
    ],
)
def test_own_pages_and_old_browsers_are_believed(headers):
    assert not is_sent_by_another_site(post(headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": OTHER},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "https://www.stadt.example"},
        {"sec-fetch-site": "anything"},
        {"origin": OTHER},
        {"origin": "null"},
        {"origin": ""} | {"referer": f"{OTHER}/{OWN}"},
        {"origin": "http://stadt.example"},
        {"origin": "https://stadt.example:8443"},
        {"origin": "https://stadt.example.anders.example"},
        {"origin": "https://stadt.example@anders.example"},
        {"origin": "https://[stadt.example"},
        {"origin": "stadt.example"},
        {"origin": "https://notkreis.example"},
        {"referer": "about:blank"},
    ],
)
def test_others_are_not(headers):
    assert is_sent_by_another_site(post(headers))


def post(headers: dict[str, str]):
    return RequestFactory().post("/kontakt/", secure=True, HTTP_HOST="stadt.example", headers=headers)
