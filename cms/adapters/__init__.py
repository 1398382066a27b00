"""One module per library for its private names on which we lean; no other module uses any.

Each has a test that says what breaks when an upgrade changes the name. What a library documents needs no adapter.
"""
