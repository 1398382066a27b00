"""Where templates stand: apps below `cms` keep their own, those of all others are in the one folder `templates`."""

from .sources import LINTER, ROOT


def test_only_apps_below_cms_keep_their_own_templates():
    packages = [ROOT / name for name in LINTER["root_packages"] if name != "cms"]
    found = [folder for package in packages for folder in package.rglob("templates") if any(folder.iterdir())]
    assert [str(folder.relative_to(ROOT)) for folder in found] == []
