"""How staff sign in: password, then second factor, with a limit on attempts.

No route accepts the password alone. Users without a second factor must set one up before they are signed in.
`guard` rejects any session that never proved its second factor, however the session was created.
"""
