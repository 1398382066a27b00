"""The user model and its rules in the admin. Needs nothing of the other apps."""
