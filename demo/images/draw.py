"""Draw the illustrations: `python demo/images/draw.py [key …]` writes source/*.svg and *.webp.

Needs CairoSVG and Pillow; the results are checked in, so nobody else needs them.
"""

import sys
from io import BytesIO
from pathlib import Path

import cairosvg
from drawing import scenes  # noqa: F401
from drawing.stage import SCENES
from PIL import Image

HERE = Path(__file__).parent


def draw(key: str) -> int:
    """Write source and picture of one scene; return the picture's size in bytes."""
    source = SCENES[key]()
    (HERE / "source" / f"{key}.svg").write_text(source + "\n")
    raster = Image.open(BytesIO(cairosvg.svg2png(bytestring=source.encode())))
    target = HERE / f"{key}.webp"
    raster.convert("RGB").save(target, quality=86, method=6)
    return target.stat().st_size


if __name__ == "__main__":
    for wanted in sys.argv[1:] or sorted(SCENES):
        sys.stdout.write(f"{wanted}: {draw(wanted) // 1024} KB\n")
