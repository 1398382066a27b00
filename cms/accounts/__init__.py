"""Who may do what: the roles and what apps grant to them, the staff of towns, and signing in.

The user itself is in `cms.users`; what belongs to which town is in `cms.towns`.
"""
