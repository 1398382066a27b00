from directory.editing.panels import FoldedPanel


class SettingsFold(FoldedPanel):
    """Settings of a question that few need, behind one line; open where one is set or wrong."""

    class BoundPanel(FoldedPanel.BoundPanel):
        @property
        def is_open(self) -> bool:
            return super().is_open or (self.form is not None and any(map(self._is_set, self._names)))

        @property
        def _names(self) -> list[str]:
            return self.panel.get_form_options()["fields"]

        def _is_set(self, name: str) -> bool:
            preset = self.instance._meta.get_field(name).get_default()
            return getattr(self.instance, name) not in (preset, "")
