import threading

import pytest

from cms.caching.version_file import VersionFileCache


@pytest.fixture
def processes(tmp_path):
    return VersionFileCache(tmp_path / "cache", {}), VersionFileCache(tmp_path / "cache", {})


def test_a_value_that_another_process_writes_is_seen_at_once(processes):
    mine, other = processes
    assert mine.get("version") is None
    for value in ("a", "b", "c"):
        other.set("version", value, None)
        assert mine.get("version") == mine.get("version") == value
    other.clear()
    assert mine.get("version", "none") == "none"


def test_no_value_of_many_in_a_moment_is_taken_for_another(processes):
    # File systems reuse inode numbers, and their times have a resolution of milliseconds.
    mine, other = processes
    for number in range(300):
        other.set("version", f"{number} a", None)
        assert mine.get("version") == f"{number} a"
        other.set("version", f"{number} b", None)
        other.set("version", f"{number} c", None)
        assert mine.get("version") == f"{number} c"


def test_the_first_to_add_a_value_wins(processes):
    mine, other = processes
    assert mine.add("version", "a", None)
    assert not other.add("version", "b", None)
    assert other.get("version") == "a"
    assert other.delete("version")
    assert not mine.delete("version")
    assert mine.add("version", "c", None)


def test_many_writers_leave_one_of_their_values(processes):
    mine, other = processes

    def write(name):
        for number in range(50):
            (mine if number % 2 else other).set("version", f"{name} {number}", None)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert (mine.get("version") or "a 0")[0] in "abcd"
    assert mine.get("version") == other.get("version")
    assert mine.get("version").endswith(" 49")
