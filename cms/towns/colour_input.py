from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string


class ColourInput(forms.TextInput):
    """The text field is authoritative; the palette beside it writes into it (static/js/colour_input.js)."""

    class Media:
        js = [Script("js/colour_input.js", defer=True)]

    def render(self, name, value, attrs=None, renderer=None):
        typed = super().render(name, value, attrs, renderer)
        field_id = (attrs or {}).get("id", "")
        return render_to_string("towns/colour_input.html", {"typed": typed, "value": value, "id": field_id})
