"""One command adds a town, to a fresh installation or beside others."""

from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, Site
from wagtail.rich_text import RichText
from wagtail.sites.forms import SiteForm

from cms.accounts.roles import set_up_roles
from cms.towns.models import GroupTown, TownSettings
from directory.models import Category, District
from home.models import HomePage
from tests.support.making import make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
FIRST = {"name": "Erststadt", "url": "https://erststadt.example"}
SECOND = {"name": "Zweitstadt", "url": "https://zweitstadt.example"}
PAGES = {
    "contact": 200,
    "registration": 200,
    "directory": 200,
    "openings": 200,
    "news": 200,
    "events": 200,
    "imprint": 200,
    "privacy": 200,
    "accessibility": 200,
    "barrier": 200,
    "entry_error": 200,
    "suggestion": 200,
}


@recorded
def add(**facts) -> Site:
    call_command("add_town", verbosity=0, **facts)
    return Site.objects.get(hostname=facts["url"].removeprefix("https://"))


def test_the_first_town_takes_the_place_of_the_welcome_page():
    site = add(**FIRST, email="amt@erststadt.example")

    assert Site.objects.get() == site
    assert site.is_default_site
    assert (site.hostname, site.port) == ("erststadt.example", 443)
    assert list(Page.objects.filter(depth=2)) == [HomePage.objects.get().page_ptr]
    assert not GroupTown.objects.exists()
    assert not Group.objects.filter(name="Betrieb").exists()


def test_every_page_of_a_new_town_works_and_none_is_blank():
    add(**FIRST)
    site = add(**SECOND)
    client = Client(SERVER_NAME=site.hostname, SERVER_PORT=443)
    town = TownSettings.for_site(site)
    pages = {name: getattr(town, f"{name}_page") for name in PAGES}

    answers = {name: client.get(page.get_url(), secure=True) for name, page in pages.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == PAGES
    for name in ("imprint", "privacy", "accessibility"):
        assert "[Bitte ergänzen" in answers[name].content.decode()
    home = client.get("/", secure=True).content.decode()
    assert "Zweitstadt lebt von Menschen" in home
    assert "Impressum" in home
    assert "Erststadt" not in home


def test_editors_of_a_new_town_are_told_which_pages_are_not_ready(client):
    site = add(**FIRST)
    client.force_login(make_user(group="Redaktion"))

    def waiting() -> list[str]:
        soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
        return [each.get_text(" ", strip=True) for each in soup.select(".waiting__item")]

    named = " ".join(waiting())
    for title in ("Impressum", "Datenschutz", "Erklärung zur Barrierefreiheit"):
        assert f"die noch Lücken hat: „{title}“" in named

    page = TownSettings.for_site(site).imprint_page.specific
    page.body = [("richtext", RichText("<p>Stadt Erststadt, Rathausplatz 1</p>"))]
    page.save_revision().publish()
    assert "„Impressum“" not in " ".join(waiting())
    assert "„Datenschutz“" in " ".join(waiting())


def test_a_town_offers_words_to_begin_with_and_its_own_district():
    add(**FIRST)
    site = add(**SECOND)

    assert Category.objects.exists()
    assert list(District.objects.of_town(site).values_list("name", flat=True)) == ["Zweitstadt"]


def test_lists_that_are_kept_already_are_left_alone():
    Category.objects.create(name="Eigene", slug="eigene")
    add(**FIRST)

    assert list(Category.objects.values_list("name", flat=True)) == ["Eigene"]


@pytest.mark.parametrize("url", ["https://erststadt.example", "https://erststadt.example/"])
def test_a_host_that_is_taken_is_refused_and_nothing_changes(url):
    add(**FIRST)
    before = Page.objects.count()

    with pytest.raises(CommandError, match="belongs to a town already"):
        call_command("add_town", name="Andere", url=url)
    assert Page.objects.count() == before
    assert TownSettings.objects.get().name == "Erststadt"


@pytest.mark.parametrize(
    "url", ["erststadt.example", "ftp://erststadt.example", "https://", "https://a.example/b/", "https://a:b"]
)
def test_what_is_no_address_of_a_website_is_refused(url):
    with pytest.raises(CommandError):
        call_command("add_town", name="Stadt", url=url)
    assert not HomePage.objects.exists()


def test_what_belongs_to_no_town_leaves_the_first_town_s_hands_with_the_second():
    add(**FIRST)
    head = Group.objects.get(name="Leitung")
    assert head.permissions.filter(codename="add_user").exists()

    add(**SECOND)
    assert not head.permissions.filter(
        codename__in=["add_user", "change_townsettings", "change_site"]
    ).exists()
    assert Group.objects.get(name="Betrieb").permissions.filter(codename="add_user").exists()
    assert GroupTown.objects.get(group=head).site.hostname == "erststadt.example"


def test_mails_of_the_admin_lead_to_the_admin_of_their_own_town(mailoutbox):
    add(**FIRST)
    site = add(**SECOND)
    author = make_user("autorin", group="Redaktion Zweitstadt")
    head = make_user("leitung", group="Leitung Zweitstadt")
    page = TownSettings.for_site(site).contact_page.specific
    page.save_revision()
    page.get_workflow().start(page, author)
    client = Client(SERVER_NAME=site.hostname, SERVER_PORT=443)
    client.post("/admin/password_reset/", {"email": author.email}, secure=True)

    mails = {mail.to[0]: mail.body for mail in mailoutbox}
    assert set(mails) == {head.email, author.email}
    assert f"https://zweitstadt.example/admin/pages/{page.pk}/edit/" in mails[head.email]
    assert "https://zweitstadt.example/admin/password_reset/confirm/" in mails[author.email]
    assert "autorin" in mails[author.email]
    assert [mail for mail in mails.values() if "erststadt" in mail or "127.0.0.1" in mail] == []


def test_setting_up_again_changes_nothing():
    add(**FIRST)
    add(**SECOND)
    own = Group.objects.create(name="Für alle")
    before = sorted(GroupTown.objects.values_list("group__name", "site", "role"))

    set_up_roles()
    assert sorted(GroupTown.objects.values_list("group__name", "site", "role")) == before
    assert not GroupTown.objects.filter(group=own).exists()


def test_a_town_that_is_gone_leaves_its_staff_with_nothing():
    add(**FIRST)
    site = add(**SECOND)
    group = Group.objects.get(name="Leitung Zweitstadt")
    District.objects.filter(site=site).delete()
    site.delete()

    assert GroupTown.objects.get(group=group).site is None


@pytest.mark.parametrize(
    "url", ["https://köln.example", "https://KÖLN.example/", "https://xn--kln-sna.example"]
)
def test_umlaut_domain_is_kept_as_requests_name_it_and_told_as_people_do(url, settings):
    settings.ALLOWED_HOSTS = ["xn--kln-sna.example"]
    out = StringIO()
    call_command("add_town", name="Köln", url=url, stdout=out)
    assert Site.objects.get().hostname == "xn--kln-sna.example"
    assert "Köln is at https://köln.example" in out.getvalue()
    answer = Client(SERVER_NAME="xn--kln-sna.example", SERVER_PORT=443).get("/", secure=True)
    assert (answer.status_code, "Köln" in answer.content.decode()) == (200, True)
    with pytest.raises(CommandError, match="belongs to a town already"):
        call_command("add_town", name="Noch ein Köln", url="https://köln.example", stdout=out)


def test_umlaut_domain_in_the_admin():
    add(**FIRST)
    site = Site.objects.get()
    site.hostname = "Düren.example"
    site.save()
    assert Site.objects.get().hostname == "xn--dren-0ra.example"
    sent = {"hostname": "düren.example", "port": 443, "site_name": "x", "root_page": site.root_page_id}
    form = SiteForm(sent)
    assert "hostname" in form.errors or form.non_field_errors()
    assert "hostname" in SiteForm(sent | {"hostname": "-ö-.example"}).errors


def test_only_the_first_town_on_demand():
    add(**FIRST)
    call_command("add_town", **SECOND, only_first=True)
    assert Site.objects.count() == 1
