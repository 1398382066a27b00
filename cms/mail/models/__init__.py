from .links import AccessLink
from .mail import Mail, MailText

__all__ = [
    "AccessLink",
    "Mail",
    "MailText",
]
