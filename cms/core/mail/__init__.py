"""Mail leaves through here and nowhere else.

`queue` writes rows in the caller's transaction; `manage.py worker` sends them. No request talks to a mail
server. What messages there are, each app tells in its `mails.py` with `register`.
"""

from .messages import Message, Placeholder, register
from .queueing import mails_about, queue

__all__ = ["Message", "Placeholder", "mails_about", "queue", "register"]
