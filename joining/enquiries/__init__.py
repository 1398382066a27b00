"""Messages of citizens to clubs: relayed once the sender has confirmed, and answered with one tap.

`models` the form page and what becomes of a message, `intake` its questions, `workflow` one function per decision.
Sign-ups for dates do not belong here.
"""
