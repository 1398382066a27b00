"""Mail leaves through here and nowhere else.

`queue` writes rows in the caller's transaction; `manage.py worker` sends them. No request talks to a mail
server. What messages there are, each app tells in its `mails.py` with `register`.
"""

from .messages import LINK_EXPIRES, Message, Placeholder, register
from .queueing import mails_about, queue

__all__ = ["LINK_EXPIRES", "Message", "Placeholder", "mails_about", "queue", "register"]
