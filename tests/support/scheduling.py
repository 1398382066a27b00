"""Which process runs which tests, and when."""

from xdist.scheduler import LoadFileScheduling

# They drive browsers and programs: begun first, none of them keeps the others waiting at the end. The first file makes
# the demonstration's folder, for which most others would wait; those that follow do without.
LONG = (
    "tests/test_accessibility.py",
    "demo/tests/",
    "tests/test_bench.py",
    "tests/test_backup.py",
    "tests/test_rolling_restart.py",
    "tests/test_mail_delivery.py",
    "tests/test_two_towns.py",
    "tests/",
)
# The demonstration is loaded once for all files of this folder.
TOGETHER = ("demo/tests",)


def turn(test: str) -> int:
    """The lower, the earlier."""
    return next((number for number, start in enumerate(LONG) if test.startswith(start)), len(LONG))


class ByFileOrFolder(LoadFileScheduling):
    """A file's tests stay in one process, those of some folders, too."""

    def _split_scope(self, nodeid: str) -> str:
        return next(
            (folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid)
        )
