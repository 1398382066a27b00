"""The messages with which production refuses to start."""

import pytest

from cms.settings.refusals import refuse_half_configured

WHOLE = {
    "SECRET_KEY": "q7Tz-4mWk9XrLb2VnYc8Hs5JdPf3GgEa6UuQoKiRx1MhNvBw",
    "SITE_URL": "https://stadt.example",
    "ALLOWED_HOSTS": "stadt.example,www.stadt.example",
    "DATABASE_URL": "postgresql://town@localhost/town",
    "EMAIL_URL": "smtp+tls://town:secret@mail.example:587",
}
WHOLE["SECRET_KEY"] += "Zz9"
S3 = {"S3_BUCKET": "town", "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}


def refusal(**changes) -> str:
    environment = WHOLE | changes
    try:
        refuse_half_configured(lambda name: environment.get(name, ""))
    except SystemExit as end:
        return str(end.code)
    return ""


@pytest.mark.parametrize(
    "changes",
    [
        {},
        S3,
        S3 | {"S3_ENDPOINT_URL": "https://s3.example", "S3_PUBLIC_URL": "https://media.example"},
        {"DATABASE_URL": "sqlite:////srv/town/db.sqlite3"},
        {"DATABASE_URL": "postgres://town@localhost/town"},
        {"SITE_URL": "https://stadt.example/"},
        {"SITE_URL": "https://stadt.example:8443"},
        {"ALLOWED_HOSTS": ".stadt.example"},
        {"ALLOWED_HOSTS": ".example"},
    ],
)
def test_whole_configuration_starts(changes):
    assert refusal(**changes) == ""


@pytest.mark.parametrize(
    ("value", "is_refused"), [("true", True), ("1", True), ("false", False), ("", False)]
)
def test_search_by_meaning_needs_its_packages(monkeypatch, value, is_refused):
    monkeypatch.setattr("cms.settings.refusals.find_spec", lambda name: None)
    assert ("requirements-meaning.txt" in refusal(SEARCH_BY_MEANING=value)) is is_refused
    monkeypatch.setattr("cms.settings.refusals.find_spec", lambda name: name)
    assert refusal(SEARCH_BY_MEANING=value) == ""


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        *(({name: ""}, f"Set {name}.") for name in WHOLE),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 80}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + WHOLE["SECRET_KEY"]}, "SECRET_KEY"),
        ({"SECRET_KEY": "changeme" + WHOLE["SECRET_KEY"]}, "SECRET_KEY"),
        ({"SITE_URL": "http://stadt.example"}, "SITE_URL"),
        ({"SITE_URL": "stadt.example"}, "SITE_URL"),
        ({"SITE_URL": "https://stadt.example/engagement"}, "SITE_URL"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "other.example"}, "ALLOWED_HOSTS"),
        ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite://:memory:"}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://town@localhost/town"}, "DATABASE_URL"),
        ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL"),
        *((S3 | {name: ""}, f"Set {name}") for name in S3),
        ({"S3_PUBLIC_URL": "https://media.example"}, "Set S3_BUCKET"),
    ],
)
def test_half_configuration_is_refused_in_one_sentence_that_names_the_variable(changes, named):
    sentence = refusal(**changes)
    assert sentence.startswith(named)
    assert "\n" not in sentence
