"""What citizens search for in vain, counted without people, and what editors answer to it.

Until the third day a word is only a keyed hash with its days, so that nobody can read what one person typed once.
"""
