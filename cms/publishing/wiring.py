"""Who listens when something becomes public, changes, or stops being public."""

from cms.caching.content_version import content_changed
from cms.media.jobs import make_for_page, makes_ahead

from . import content_changes, page_changes, webhook_events
from .front_cache import changes, outbox

content_changes.watch_content()
content_changed.connect(changes.note_content_change, dispatch_uid="front-cache")
page_changes.watch_pages()
page_changes.tell_page_changes(to=changes.note_page_change, when=outbox.is_used)
page_changes.tell_page_changes(to=webhook_events.tell_endpoints, when=webhook_events.is_anybody_listening)
page_changes.tell_page_changes(to=make_for_page, when=makes_ahead)
