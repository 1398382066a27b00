import shutil

import pytest

from directory import upgrades


@pytest.mark.parametrize("room", upgrades.ROOMS, ids=lambda room: room.name)
def test_records_are_written_again_when_any_room_that_makes_them_changes(room, tmp_path, monkeypatch):
    changed = shutil.copytree(room, tmp_path / room.name)
    monkeypatch.setattr(upgrades, "ROOMS", [changed if each == room else each for each in upgrades.ROOMS])
    before = upgrades.what_makes_records()
    (changed / "__init__.py").write_text("# changed")

    assert upgrades.what_makes_records() != before
