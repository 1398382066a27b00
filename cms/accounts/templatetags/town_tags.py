from django import template

from ..other_towns.tags import own_tags

register = template.Library()


@register.filter
def own(tags, user) -> list:
    """Only the tags of what the user may use."""
    mine = set(own_tags(user).values_list("pk", flat=True))
    return [tag for tag in tags if tag.pk in mine]
