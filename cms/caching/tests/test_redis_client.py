"""What somebody else writes into Redis is never run."""

import pickle

import pytest
from django.core.signing import BadSignature

from cms.caching.redis_client import SignedClient, SignedPickles


class Store(dict):
    """As much of a Redis as a cache needs."""

    def set(self, key, value, **options):
        self[str(key)] = value
        return True

    def get(self, key):
        return super().get(str(key))

    def mget(self, *keys):
        return [self.get(key) for key in keys]

    def delete(self, *keys):
        return sum(super(Store, self).pop(str(key), None) is not None for key in keys)


RUN = []


def run(what: str) -> None:
    RUN.append(what)


class Shell:
    def __reduce__(self):
        return run, ("a command",)


@pytest.fixture
def cache():
    options = {"SERIALIZER": "cms.caching.redis_client.SignedPickles"}
    return SignedClient("redis://", {"OPTIONS": options}, backend=_Backend()), Store()


class _Backend:
    default_timeout, version, key_prefix = 300, 1, ""

    def key_func(self, key, prefix, version):
        return key


@pytest.mark.parametrize("value", [None, True, 7, "ä", {"a": [1, (2,)]}, b"x" * 100_000])
def test_what_is_kept_comes_back(cache, value):
    client, store = cache
    client.set("a", value, client=store)
    assert client.get("a", "missing", client=store) == value
    assert client.get_many(["a", "b"], client=store) == {"a": value}


@pytest.mark.parametrize("change", ["foreign", "other key", "cut", "changed", "empty"])
def test_what_is_not_signed_is_not_there_and_is_dropped(cache, settings, change):
    client, store = cache
    client.set("a", {"a": "b"}, client=store)
    kept = store["a"]
    store["a"] = {
        "foreign": pickle.dumps(Shell()),
        "other key": kept,
        "cut": kept[:20],
        "changed": kept[:32] + pickle.dumps(Shell()),
        "empty": b"",
    }[change]
    if change == "other key":
        settings.SECRET_KEY = "another"
    kept = store["a"]

    assert client.get("a", "missing", client=store) == "missing"
    assert "a" not in store
    store["a"] = kept
    assert client.get_many(["a"], client=store) == {}
    with pytest.raises(BadSignature):
        SignedPickles({}).loads(pickle.dumps(1))
    assert RUN == []
