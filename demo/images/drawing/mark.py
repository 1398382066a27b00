"""The round mark: two houses under one sun. It stands for any town until the town uploads its own."""

from .palette import PAPER, PETROL, SUN
from .svg import circle, document, group, path, rect


def mark(size: int = 512, colour: str = PETROL) -> str:
    houses = (
        path("M86 384V222L172 150L258 222V384z", PAPER)
        + path("M246 384V174L336 98L426 174V384z", PAPER)
        + path("M246 372V232", "none", stroke=colour, stroke_width=10)
    )
    windows = circle(172, 246, 27, SUN) + circle(336, 200, 27, SUN)
    door = rect(310, 268, 52, 84, colour, 26) + rect(310, 310, 52, 60, colour)
    ground = path("M78 404Q256 354 434 404", "none", stroke=colour, stroke_width=50)
    path_ahead = path("M64 378Q256 322 448 378", "none", stroke=SUN, stroke_width=22, stroke_linecap="round")
    picture = circle(256, 256, 256, colour) + houses + windows + door + ground + path_ahead
    return document(size, size, group(picture, scale=size / 512))
