"""Panels of an entry's edit screen that Wagtail does not have."""

from collections.abc import Callable

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

# What panels show besides form fields: functions of (instance, request), registered by the rooms that know it.
panel_contexts: dict[type[Panel], Callable[..., dict]] = {}


class InformedPanel(Panel):
    """Shows what the function says that is registered for it."""

    class BoundPanel(Panel.BoundPanel):
        def get_context_data(self, parent_context=None):
            known = panel_contexts[type(self.panel)](self.instance, self.request)
            return super().get_context_data(parent_context) | known


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


class FoldedPanel(MultiFieldPanel):
    """Fields that few entries need, behind one line; open where one of them has an error."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "directory/admin/folded_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.summary, self.heading = self.heading, ""

        @property
        def is_open(self) -> bool:
            wanted = self.panel.get_form_options()["fields"]
            return self.form is not None and any(self.form[name].errors for name in wanted)


class PinPanel(InformedPanel, MultiFieldPanel):
    """Latitude and longitude, typed or set with a pin on a map that loads when somebody asks for it."""

    class BoundPanel(InformedPanel.BoundPanel, MultiFieldPanel.BoundPanel):
        template_name = "directory/admin/pin_panel.html"


class EntryStatePanel(InformedPanel):
    """Since when the entry is confirmed and what happens next; its buttons are on a page of their own,
    since what is being typed here would be lost with them."""

    class BoundPanel(InformedPanel.BoundPanel):
        template_name = "directory/staff/state_panel.html"

        def is_shown(self):
            return self.instance.pk is not None and super().is_shown()
