"""A page of another origin uses the API in a browser: straight and through nginx, kept answers and new ones."""

import pytest

from tests.support.form_sender import SECONDS_TO_WRITE
from tests.support.nginx import has_nginx, running_nginx
from tests.support.upstream import upstream

pytestmark = pytest.mark.browser
# Asks twice, and each time once more with the tag: what was just made, and what is kept.
ASK = """
async (addresses) => {
  const seen = [];
  for (const address of [...addresses, ...addresses]) {
    const first = await fetch(address, { cache: "no-store" });
    await first.arrayBuffer();
    const tag = first.headers.get("ETag");
    const again = await fetch(address, { cache: "no-store", headers: { "If-None-Match": tag } });
    seen.push({
      address, first: first.status, again: again.status, tag: again.headers.get("ETag"),
      licence: [first.headers.get("Link"), again.headers.get("Link")],
    });
  }
  return seen;
}
"""
SEND = """
async ([form, seconds, key]) => {
  const asked = await (await fetch(form)).json();
  const ticket = await (await fetch(asked.tickets_url, { method: "POST" })).json();
  await new Promise((done) => setTimeout(done, seconds * 1000));
  const answers = { ihr_name: "Ruth Heinz", ihre_e_mail_adresse: "ruth@example.org",
                    worum_geht_es: "Mitmachen", ihre_nachricht: "Ich möchte helfen." };
  const send = (answers) => fetch(asked.submissions_url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify({ ticket: ticket.ticket, answers }),
  });
  const wrong = await send({ ihr_name: "" });
  const right = await send(answers);
  return [wrong.status, (await wrong.json()).errors.length, right.status, (await right.json()).reference];
}
"""
# Lists and details, which are kept; typed searches, which nginx does not keep; open data, which nobody keeps.
KEPT = (
    *("site/", "organisations/", "organisations/?free=true&limit=2", "news/?limit=1", "forms/kontakt"),
    *("organisations/?q=musik", "organisations.csv", "organisations.geojson"),
)


@pytest.fixture(scope="module")
def other_page():
    with upstream() as server:
        yield f"http://127.0.0.1:{server.port}/"


@pytest.fixture(scope="module", params=["granian", "nginx"])
def address(request, api_site, tmp_path_factory):
    if request.param == "granian":
        yield api_site.url
    elif not has_nginx():
        pytest.skip("nginx is not installed")
    else:
        with running_nginx(tmp_path_factory.mktemp("nginx"), [int(api_site.url.rpartition(":")[2])]) as nginx:
            yield nginx.url


def test_scripts_of_other_sites_read_everything_and_ask_whether_it_changed(
    visitor, api_site, other_page, address
):
    with visitor(api_site) as (page, traffic):
        page.goto(other_page)
        items = page.evaluate(f"fetch('{address}/api/v1/organisations/').then((answer) => answer.json())")
        detail = f"organisations/{items['items'][0]['id']}"
        seen = page.evaluate(ASK, [f"{address}/api/v1/{path}" for path in (*KEPT, detail)])
        assert [each for each in seen if (each["first"], each["again"]) != (200, 304)] == []
        assert all(each["tag"] for each in seen)
        files = [each["licence"] for each in seen if "organisations." in each["address"]]
        assert all('rel="license"' in link for both in files for link in both)
        assert traffic.cookies == []


def test_scripts_of_other_sites_send_forms(visitor, api_site, other_page, address):
    with visitor(api_site) as (page, _traffic):
        page.goto(other_page)
        form, key = f"{address}/api/v1/forms/kontakt", f"of-{address.rpartition(':')[2]}-00000000000000"
        wrong, errors, right, reference = page.evaluate(SEND, [form, SECONDS_TO_WRITE, key])
    assert (wrong, errors > 1, right) == (422, True, 201)
    assert reference
