"""Which process runs which tests, and when."""

from xdist.scheduler import LoadFileScheduling

# They drive browsers and programs: begun first, none of them keeps the others waiting at the end.
LONG = ("tests/", "demo/")
# The demonstration is loaded once for all files of this folder.
TOGETHER = ("demo/tests",)


def is_long(test: str) -> bool:
    return test.startswith(LONG)


class ByFileOrFolder(LoadFileScheduling):
    """A file's tests stay in one process, those of some folders, too."""

    def _split_scope(self, nodeid: str) -> str:
        return next(
            (folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid)
        )
