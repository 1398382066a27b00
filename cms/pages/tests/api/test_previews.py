"""Drafts in the API: one page for holders of its link, a site's pages for a key, nothing for others."""

from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core import signing
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from cms.api_toolkit.keys import make_key, revoke_key
from cms.pages.api.previews import SALT, make_preview
from cms.towns.addresses import validate_preview_address
from cms.towns.models import TownSettings
from tests.support.making import make_page, make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
PAGES = "/api/v1/pages/"
WORD = "Entwurfswort"


@pytest.fixture
def page(home):
    """A published page with a newer draft."""
    page = make_page(home, "Die Idee", summary="Veröffentlicht")
    page.summary = WORD
    page.save_revision()
    return page


@pytest.fixture
@recorded
def draft(home):
    return make_page(home, "Noch geheim", live=False, summary=WORD)


def get(client, page, preview=None, text=None, **query):
    headers = {"Authorization": f"Bearer {text}"} if text else {}
    query |= {} if preview is None else {"preview": preview}
    return client.get(f"{PAGES}{page.pk}", query, headers=headers)


def by_path(client, path, preview):
    return client.get(f"{PAGES}by-path", {"path": path, "preview": preview})


def test_the_link_shows_the_newest_draft_by_number_and_by_address(client, page, draft):
    for each, path in ((page, "/die-idee/"), (draft, "/noch-geheim/")):
        for answer in (get(client, each, make_preview(each)), by_path(client, path, make_preview(each))):
            assert answer.status_code == 200
            assert (answer.json()["id"], answer.json()["summary"]) == (each.pk, WORD)
            assert answer["Cache-Control"] == "private, no-store"
            assert "ETag" not in answer
    draft.summary = "Noch neuer"
    draft.save_revision()
    assert get(client, draft, make_preview(draft)).json()["summary"] == "Noch neuer"


def test_the_draft_has_the_shape_of_the_published_page(client, page):
    assert set(get(client, page, make_preview(page)).json()) == set(get(client, page).json())


def test_nothing_of_a_draft_is_kept(client, page, monkeypatch):
    kept = []
    monkeypatch.setattr(caches["default"], "set", lambda key, value, *rest, **more: kept.append(str(value)))
    assert get(client, page, make_preview(page)).status_code == 200
    assert WORD not in str(kept)
    monkeypatch.undo()
    assert get(client, page).json()["summary"] == "Veröffentlicht"


@pytest.mark.parametrize("preview", ["", "x", "\ufffd", "draft", "a:b:c", "x" * 200])
def test_no_link_is_told_like_no_page(client, draft, preview):
    answer, nowhere = get(client, draft, preview), client.get(f"{PAGES}99999", {"preview": preview})
    assert (answer.status_code, answer.content) == (404, nowhere.content)
    assert by_path(client, "/noch-geheim/", preview).status_code == 404


@pytest.mark.parametrize("preview", ["\x00", "x" * 201])
def test_what_cannot_be_a_link_is_refused(client, draft, preview):
    assert get(client, draft, preview).status_code == 422


def test_an_altered_or_old_link_or_one_for_something_else_opens_nothing(client, draft, monkeypatch):
    link = make_preview(draft)
    assert get(client, draft, link[:-1] + ("a" if link[-1] != "a" else "b")).status_code == 404
    assert get(client, draft, signing.dumps(draft.pk, salt="another")).status_code == 404
    for wrong in (str(draft.pk), [draft.pk], {"pk": draft.pk}, None):
        assert get(client, draft, signing.dumps(wrong, salt=SALT)).status_code == 404
    monkeypatch.setattr("cms.pages.api.previews.LIFETIME", timedelta(seconds=-1))
    assert get(client, draft, link).status_code == 404


def test_a_link_opens_no_other_page(client, home, page, draft):
    below = make_page(page, "Darunter", live=False, summary=WORD)
    for other in (draft, below, home):
        assert get(client, other, make_preview(page)).status_code == 404
    assert by_path(client, "/noch-geheim/", make_preview(page)).status_code == 404
    opened = get(client, page, make_preview(page)).content.decode()
    assert "Noch geheim" not in opened
    assert "Darunter" not in opened


def test_a_link_opens_nothing_on_another_site(client, page, draft):
    Site.objects.create(hostname="anders.example", root_page=page)
    for each, status in ((page, 200), (draft, 404)):
        query = {"preview": make_preview(each)}
        answer = client.get(f"{PAGES}{each.pk}", query, headers={"Host": "anders.example"})
        assert answer.status_code == status


def test_a_deleted_page_opens_nothing(client, draft):
    link, pk = make_preview(draft), draft.pk
    draft.delete()
    assert client.get(f"{PAGES}{pk}", {"preview": link}).status_code == 404


def test_a_link_is_for_pages_only(client, page):
    assert client.get(PAGES, {"preview": make_preview(page)}).status_code == 422
    assert client.get("/api/v1/site/", {"preview": make_preview(page)}).status_code == 422


def key(**fields):
    given = {"scopes": ["drafts:read"], "sites": [], "expires_on": date(2099, 1, 1), "by": None}
    return make_key("App", **given | fields)


def test_a_key_that_reads_drafts_reads_those_of_its_sites(client, home, page, draft):
    _key, text = key()
    for each in (page, draft):
        assert get(client, each, "draft", text).json()["summary"] == WORD
    assert get(client, page, None, text).json()["summary"] == "Veröffentlicht"
    assert get(client, draft, None, text).status_code == 404
    other = Site.objects.create(hostname="anders.example", root_page=make_page(home, "Anders"))
    for useless in (key(scopes=["forms:submit"])[1], key(sites=[other])[1]):
        assert get(client, draft, "draft", useless).status_code == 404
        assert get(client, page, None, useless).status_code == 200


def test_a_revoked_key_reads_nothing(client, draft):
    made, text = key()
    revoke_key(made, by=None)
    assert get(client, draft, "draft", text).status_code == 401


def test_a_private_page_is_shown_to_whoever_has_its_link_alone(client, page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert get(client, page).status_code == 404
    assert get(client, page, make_preview(page)).status_code == 200


@pytest.mark.parametrize(
    ("viewer", "status"),
    [("nobody", 302), ("citizen", 302), ("Ehrenamtsagentur", 302), ("Redaktion", 200), ("Leitung", 200)],
)
def test_who_may_edit_the_page_may_pass_it_on(client, draft, viewer, status):
    if viewer != "nobody":
        client.force_login(make_user(group=None if viewer == "citizen" else viewer))
    answer = client.get(reverse("preview_link", args=[draft.pk]))
    assert answer.status_code == status
    if status == 200:
        assert "no-store" in answer["Cache-Control"]
        client.logout()
        assert client.get(answer.context["address"]).json()["summary"] == WORD


def test_the_editor_offers_the_link(client, draft):
    client.force_login(make_user(is_superuser=True))
    address = reverse("preview_link", args=[draft.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert client.get(reverse("preview_link", args=[99999])).status_code == 404


FRONT_END = "https://app.example.org/vorschau?seite={path}&preview={preview}"


def test_the_link_leads_to_the_front_end_that_the_town_names(client, draft):
    settings = TownSettings.for_site(draft.get_site())
    settings.preview_address = FRONT_END
    settings.full_clean()
    settings.save()
    client.force_login(make_user(is_superuser=True))
    answer = client.get(reverse("preview_link", args=[draft.pk]))
    address = urlsplit(answer.context["front_end_address"])
    given = dict(parse_qsl(address.query))
    assert (address.netloc, given["seite"]) == ("app.example.org", "/noch-geheim/")
    client.logout()
    assert by_path(client, given["seite"], given["preview"]).json()["summary"] == WORD


@pytest.mark.parametrize(
    "address",
    [
        "http://app.example.org/?path={path}&preview={preview}",
        "https://app.example.org/?preview={preview}",
        "https://app.example.org/?path={path}",
        "https://{id}.example.org/?preview={preview}",
        "https://app.example.org/?path={path}&preview={preview}&x={user}",
        "https://app.example.org/?path={path}&preview={preview}{",
        "https://app.example.org@evil.example/?path={path}&preview={preview}",
        "javascript:alert({id},{preview})",
    ],
)
def test_an_address_that_cannot_lead_to_a_draft_is_refused(address):
    with pytest.raises(ValidationError):
        validate_preview_address(address)
