"""How long a person takes, by the keystroke-level model of Card, Moran and Newell (1980), for somebody slow on a phone.

The model adds up keys, pointing (1.1 s; here a tap, with scrolling to what is tapped), thinking (1.35 s) and waiting.
A key takes 0.6 s at 20 words in a minute; volunteers of all ages wrote 36 on their phones (Palin and others, "How do
people type on mobile devices?", 2019).
"""

KEY, TAP, THINK, WAIT = 0.6, 2.5, 1.35, 1.0


def seconds(keys: int = 0, taps: int = 0, fields: int = 0, pages: int = 0) -> float:
    """A field is tapped before it is written in; one thinks before each tap and waits for each page."""
    return keys * KEY + (taps + fields) * (TAP + THINK) + pages * WAIT
