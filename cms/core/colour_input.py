"""A colour, chosen from the browser's palette or typed."""

from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string


class ColourInput(forms.TextInput):
    """The typed field counts; the palette beside it writes into it (static/js/colour_input.js)."""

    class Media:
        js = [Script("js/colour_input.js", defer=True)]

    def render(self, name, value, attrs=None, renderer=None):
        typed = super().render(name, value, attrs, renderer)
        field_id = (attrs or {}).get("id", "")
        return render_to_string("core/colour_input.html", {"typed": typed, "value": value, "id": field_id})
