"""The staff's side of the directory: what waits, the state of an entry in words, and the buttons."""
