"""Which town something belongs to, and each town's settings.

A town is a site of Wagtail's; the staff of a town is in `cms.accounts`.
"""
