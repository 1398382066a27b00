"""Panels of an entry's edit screen that Wagtail does not have."""

from wagtail.admin.panels import FieldPanel


class KeyPanel(FieldPanel):
    """Carries the key of a part of an entry through the form; nobody sees it, no comparison names it."""

    def __init__(self, field_name: str = "key", **kwargs):
        super().__init__(field_name, **kwargs)

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "directory/admin/key_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.heading = ""

        def get_comparison(self):
            return []
