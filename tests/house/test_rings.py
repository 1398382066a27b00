"""No module needs itself in the end, imports inside functions counted: those only hide a ring."""

from graphlib import CycleError, TopologicalSorter

from tests.house.sources import imports_of, modules

MOST_IN_FUNCTIONS = 10


def ring_in(graph: dict[str, set[str]]) -> list[str]:
    """Return a ring of modules, or an empty list."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def imports_in_functions() -> list[tuple[str, int]]:
    """Return module and line of each."""
    return sorted(
        {(module, each.line) for module in modules() for each in imports_of(module) if each.is_in_function}
    )


def test_a_ring_would_be_found():
    assert set(ring_in({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}
    assert ring_in({"a": {"b"}, "b": {"c"}}) == []


def test_no_ring_of_imports():
    assert ring_in({module: {each.target for each in imports_of(module)} for module in modules()}) == []


def test_few_imports_stand_inside_functions():
    assert len(imports_in_functions()) <= MOST_IN_FUNCTIONS, imports_in_functions()


def test_each_import_inside_a_function_gives_its_reason():
    assert [place for place in imports_in_functions() if not has_comment(*place)] == []


def has_comment(module: str, line: int) -> bool:
    lines = modules()[module].read_text(encoding="utf-8").splitlines()
    return "#" in lines[line - 1] or lines[line - 2].strip().startswith("#")
