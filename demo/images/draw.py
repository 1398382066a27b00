"""Draw the illustrations: `python demo/images/draw.py [key …]` writes source/*.svg and *.webp.

Without a key the round mark and the site's icons are drawn too. Needs CairoSVG and Pillow; the results
are checked in, so nobody else needs them.
"""

import sys
from io import BytesIO
from pathlib import Path

import cairosvg
from drawing import scenes  # noqa: F401 (fills the register)
from drawing.mark import mark
from drawing.stage import SCENES
from drawing.vignettes import VIGNETTES
from PIL import Image

HERE = Path(__file__).parent
ICONS = HERE.parents[1] / "static" / "img"


def raster(source: str, width: int | None = None) -> Image.Image:
    return Image.open(BytesIO(cairosvg.svg2png(bytestring=source.encode(), output_width=width)))


def draw_scene(key: str) -> int:
    """Write source and picture of one scene; return the picture's size in bytes."""
    source = SCENES[key]()
    (HERE / "source" / f"{key}.svg").write_text(source + "\n")
    target = HERE / f"{key}.webp"
    raster(source).convert("RGB").save(target, quality=86, method=6)
    return target.stat().st_size


def draw_mark() -> None:
    source = mark()
    (HERE / "source" / "logo-bitburg.svg").write_text(source + "\n")
    raster(source).save(HERE / "logo-bitburg.png", optimize=True)
    (ICONS / "favicon.svg").write_text(mark(64) + "\n")
    raster(source, 256).save(ICONS / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
    touch = Image.new("RGB", (180, 180), "#fffdf9")
    symbol = raster(source, 156)
    touch.paste(symbol, (12, 12), symbol)
    touch.save(ICONS / "apple-touch-icon.png", optimize=True)


def draw_vignettes() -> None:
    for name, picture in VIGNETTES.items():
        (ICONS / "illustrations" / f"{name}.svg").write_text(picture() + "\n")


if __name__ == "__main__":
    chosen = sys.argv[1:]
    for key in chosen or sorted(SCENES):
        print(f"{key}: {draw_scene(key) // 1024} KB")
    if not chosen:
        draw_mark()
        draw_vignettes()
