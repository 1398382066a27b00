"""Contact and registration forms, and what staff do with what was sent."""
