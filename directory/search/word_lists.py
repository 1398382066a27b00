"""The lists of words beside this code; what follows a # is a remark."""

from pathlib import Path


def lines_of(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [told for line in text.splitlines() if (told := line.partition("#")[0].strip())]


def words_of_list(name: str) -> list[str]:
    """Return the words of a list, one or more in a line."""
    return " ".join(lines_of(name)).split()
