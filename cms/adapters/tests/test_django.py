from cms.adapters.django import raw_host


def test_a_foreign_host_is_returned_and_not_refused(rf):
    assert raw_host(rf.get("/", HTTP_HOST="elsewhere.example:8000")) == "elsewhere.example:8000"


def test_the_host_that_a_proxy_names_counts_where_it_is_trusted(rf, settings):
    settings.USE_X_FORWARDED_HOST = True
    request = rf.get("/", HTTP_HOST="inside", HTTP_X_FORWARDED_HOST="town.example")
    assert raw_host(request) == "town.example"
