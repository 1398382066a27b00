"""How staff sign in: a password, then a second factor; and how often somebody may try.

No door takes the password alone. Whoever has no second factor yet sets one up on the way in and is not signed in
before; `guard` turns away every session in which it was never shown, through whatever door it came to be.
"""
