"""Where an offer takes place, besides the key of a meeting place."""

# The first meeting place of the entry, or changing places.
FIRST_PLACE = ""
CHANGING_PLACES = "changing"
