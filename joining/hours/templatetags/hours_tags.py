from decimal import Decimal

from django import template

from ..codes import for_reading
from ..pdf.proof import hours_in_words, period_in_words

register = template.Library()
register.filter("hours_in_words", hours_in_words)
register.filter("period_in_words", period_in_words)
register.filter("code_for_reading", for_reading)


@register.filter
def plural_number(hours: Decimal) -> int:
    """What decides between singular and plural, for which only whole numbers are allowed."""
    return 1 if hours == 1 else 2
