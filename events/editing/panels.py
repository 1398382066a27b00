from directory.editing.panels import InformedPanel


class DaysPanel(InformedPanel):
    """The next dates of the page, and the way to calling one off or moving it: without a new version of the page."""

    class BoundPanel(InformedPanel.BoundPanel):
        template_name = "events/staff/days_panel.html"

        def is_shown(self):
            return bool(self.instance.pk and self.instance.live) and super().is_shown()
