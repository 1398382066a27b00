"""Which process runs which tests, and when."""

from xdist.scheduler import LoadFileScheduling

# These drive browsers and programs. They start first, so that none of them delays the end. The first file makes the
# demo site's folder, which most others wait for; the next ones do not need it.
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
# The demo content is loaded once for all files of this folder.
TOGETHER = ("demo/tests",)


def turn(test: str) -> int:
    """Lower runs earlier."""
    return next((number for number, start in enumerate(LONG) if test.startswith(start)), len(LONG))


class ByFileOrFolder(LoadFileScheduling):
    """Keeps the tests of a file in one process, and those of some folders, too."""

    def _split_scope(self, nodeid: str) -> str:
        return next(
            (folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid)
        )
