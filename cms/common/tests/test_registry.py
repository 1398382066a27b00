from dataclasses import dataclass

import pytest

from cms.common.registry import Registry


@dataclass(frozen=True)
class Kind:
    name: str
    size: int = 0


def test_things_are_found_by_name_in_the_order_of_registration():
    kinds = Registry()
    kinds.register(Kind("b"), Kind("a"))
    assert list(kinds) == ["b", "a"]
    assert kinds["a"] == Kind("a")
    assert kinds.get("c") is None
    assert len(kinds) == 2


def test_another_thing_under_the_same_name_is_refused():
    kinds = Registry()
    kinds.register(Kind("a"), Kind("a"))
    with pytest.raises(ValueError, match="'a' is registered already"):
        kinds.register(Kind("a", size=1))
    assert kinds["a"] == Kind("a")


def test_any_part_may_be_the_key():
    kinds = Registry(key=lambda kind: kind.size)
    kinds.register(Kind("a", 1), Kind("a", 2))
    assert list(kinds) == [1, 2]


def test_a_test_sees_its_own_things_alone():
    kinds = Registry()
    kinds.register(Kind("a"))
    with kinds.replaced(Kind("b")):
        assert list(kinds) == ["b"]
    assert list(kinds) == ["a"]
