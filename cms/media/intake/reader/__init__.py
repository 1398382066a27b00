"""Parses foreign files in a process of its own (`__main__`): what they are, what they hide, what of them is kept."""
