"""The link in our mails: one page that confirms, changes and cancels, as long as there is something to do."""

from datetime import timedelta

from cms.mail.links import LinkKind, register

SIGNUP = "signup"
# Longer than dates are announced ahead. It goes with the sign-up.
register(LinkKind(SIGNUP, timedelta(days=450), "signup_link"))
