"""Mails about accounts of staff."""

from django.utils.translation import gettext_lazy as _

from cms.mail.messages import LINK_EXPIRES, Message, Placeholder, register

USERNAME = Placeholder("username", _("name with which the colleague signs in"), "r.heinz")

register(
    Message(
        "second-factor-reset",
        _("Second factor reset"),
        _("Goes to a colleague whose second factor somebody has reset, so that nobody does it unnoticed."),
        (USERNAME,),
        order=900,
    ),
    Message(
        "invitation",
        _("Invitation of a colleague"),
        _("Goes to a colleague for whom an account was made, or whose second factor has to be set up again."),
        (
            USERNAME,
            Placeholder.link(
                _("link to choose a password"), "/admin/password_reset/confirm/Mg/c3…/", is_required=True
            ),
            LINK_EXPIRES,
        ),
        button=_("Choose a password"),
        order=910,
    ),
    Message(
        "new-device",
        _("Sign-in with a new device"),
        _("Goes to a colleague who has signed in with a browser for the first time."),
        (USERNAME, Placeholder("moment", _("when it was"), "26. November 2026, 10:15 Uhr")),
        order=920,
    ),
    Message(
        "wrong-passwords",
        _("Wrong passwords"),
        _("Goes to a colleague for whose name somebody has typed six wrong passwords, once a day at most."),
        (USERNAME,),
        order=930,
    ),
    Message(
        "wrong-codes",
        _("Wrong codes after the right password"),
        _("Goes to a colleague whose password somebody knows, but not the code; once an hour at most."),
        (USERNAME,),
        order=940,
    ),
    Message(
        "account-changed",
        _("Account changed"),
        _("Goes to a colleague whose password, address or second factor has changed; to the address before."),
        (USERNAME, Placeholder("change", _("what has changed"), "Das Kennwort wurde geändert.")),
        order=950,
    ),
)
