"""What Atom feeds of lists share."""

from django.utils.feedgenerator import Atom1Feed


class PlainTextAtom(Atom1Feed):
    """Summaries are plain text; Django declares them as HTML."""

    def add_item_elements(self, handler, item):
        text, item["description"] = item["description"], None
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", text, {"type": "text"})
