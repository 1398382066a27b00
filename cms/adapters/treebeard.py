"""How treebeard names the places below a page, for rows that are inserted without it."""

from treebeard.mp_tree import MP_Node


def paths_of_next_children(parent: MP_Node, number: int) -> list[str]:
    """Return the paths of so many new children. Lock the parent first."""
    last = parent.get_last_child()
    before = parent._str2int(last.path[-parent.steplen :]) if last else 0
    return [parent._get_path(parent.path, parent.depth + 1, before + step) for step in range(1, number + 1)]
