from cms.core.version_file import VersionFileCache


def test_a_value_that_another_process_writes_is_seen_at_once(tmp_path):
    mine, other = VersionFileCache(tmp_path, {}), VersionFileCache(tmp_path, {})
    assert mine.get("version") is None
    for value in ("a", "b", "c"):
        other.set("version", value, None)
        assert mine.get("version") == mine.get("version") == value
    other.clear()
    assert mine.get("version", "none") == "none"


def test_a_value_is_read_once(tmp_path, monkeypatch):
    cache = VersionFileCache(tmp_path, {})
    cache.set("version", "a", None)
    cache.get("version")
    monkeypatch.setattr("pickle.loads", lambda _: 1 / 0)
    assert cache.get("version") == "a"
