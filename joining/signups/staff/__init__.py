"""The organiser's screens in the admin: who comes, the list for the door, ticking, writing to all.

access       who may open what: as in the inbox
reading      the sign-ups of a slot as the screens show them
screens      the views; forms: what they ask
table        the list for the door as a file
hooks        addresses, menu, buttons
"""
