import json

from django.forms import BoundField
from django.utils.functional import cached_property

from ..domain.conditions import Condition, Deciding


class BoundQuestion(BoundField):
    """A question on a page, which may be asked only if another is answered in some way."""

    @cached_property
    def condition(self) -> Condition | None:
        return self.form.conditions[self.name]

    @property
    def condition_id(self) -> str:
        return f"{self.auto_id}_condition"

    @property
    def aria_describedby(self):
        described = super().aria_describedby
        return " ".join(filter(None, [self.condition and self.condition_id, described])) or None

    @property
    def shown_if(self) -> str:
        """The condition as JSON for the page's script."""
        condition = self.condition
        is_text = condition.kind is Deciding.TEXT
        rule = {"question": condition.question, "kind": condition.kind, "values": condition.values}
        return json.dumps(rule | ({"patterns": condition.patterns} if is_text else {}))

    def build_widget_attrs(self, attrs, widget=None):
        """Without the script it is always there, so it cannot say that it must be answered."""
        attributes = super().build_widget_attrs(attrs, widget)
        if self.condition:
            attributes.pop("required", None)
        return attributes
