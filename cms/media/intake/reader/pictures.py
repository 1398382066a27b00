"""Pictures: shown upright, in colours that every browser knows, without metadata, and of a size that can be handled.

Nothing is lost that the eye sees: grey steps, transparency and colour profiles stay.
"""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps
from PIL.JpegImagePlugin import get_sampling

from .besides import has_more
from .kinds import GIF, HEIC, JPEG, PNG, WEBP, kind_of
from .refusal import Refused

MILLION = 1_000_000
# Larger ones are stored with so many pixels, four times what the widest place on a page shows.
KEPT = 16 * MILLION
# What may be decoded follows from what it takes: below 320 MB, whatever the picture (tests/test_peaks.py). Scans in
# black and white take a fourth of colours; transparent, printed and 16-bit pictures twice as much.
MOST = {"1": 64 * MILLION, "L": 64 * MILLION, "RGB": 32 * MILLION}
MOST_OTHERS = 16 * MILLION
# Formats whose decoders take more; only JPEG can be decoded smaller than it is, and not when it is progressive.
MOST_OF_KIND = {WEBP: 12 * MILLION, HEIC: 25 * MILLION}
MOST_JPEG, MOST_PROGRESSIVE = 120 * MILLION, 20 * MILLION
# Writing WebP takes ten times the memory of the picture; larger ones become JPEG or PNG.
MOST_WRITTEN_AS_WEBP = 4 * MILLION
# A strip one pixel high is no picture, and scaled down it would have no height at all.
LONGEST_BY_SHORTEST_SIDE = 20
QUALITY = 95
FORMATS = {JPEG: "JPEG", PNG: "PNG", GIF: "GIF", WEBP: "WEBP", HEIC: "HEIF"}
PLAIN_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
SCREEN_GAMMA = 0.45455

# The limits above are checked before anything is decoded.
Image.MAX_IMAGE_PIXELS = None
ORIENTATION = 0x0112


def check_picture(source: BinaryIO, result: BinaryIO, anew: bool, most_pixels: int = KEPT) -> dict:
    """Write what is to be stored, nothing if the file may stay as it is; `anew` always writes. Raise Refused.

    `most_pixels` are those that it may keep.
    """
    kind = kind_of(source)
    if kind == HEIC:
        # Costs ten megabytes, so only when it is needed.
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    with Image.open(source, formats=[FORMATS[kind]]) as picture:
        _check_measures(picture, kind)
        is_large = picture.width * picture.height > most_pixels
        _decode_smaller(picture, kind)
        if not (anew or is_large or kind == HEIC or _tells_more(picture, source, kind)):
            picture.load()
            return {"width": picture.width, "height": picture.height, "stored": kind}
        options = _kept_options(picture, source, kind)
        upright = _smaller(_in_plain_colours(picture, options), options, most_pixels)
        stored = _stored_kind(kind, upright)
        if stored == JPEG and upright.mode not in {"L", "RGB"}:
            upright = upright.convert("RGB")
        upright.info = {}
        upright.save(result, FORMATS[stored], **_fitting(options, stored, upright))
        return {"width": upright.width, "height": upright.height, "stored": stored}


def _check_measures(picture: Image.Image, kind: str) -> None:
    width, height = picture.size
    if max(width, height) > LONGEST_BY_SHORTEST_SIDE * min(width, height):
        raise Refused("narrow")
    if width * height > (most := _most(picture, kind)):
        raise Refused("pixels", most=most // MILLION)
    if kind in {GIF, PNG, WEBP} and getattr(picture, "is_animated", False):
        raise Refused("animated")


def _most(picture: Image.Image, kind: str) -> int:
    most = MOST.get(picture.mode, MOST_OTHERS)
    if kind == JPEG:
        return min(most, MOST_PROGRESSIVE) if picture.info.get("progressive") else MOST_JPEG
    return min(most, MOST_OF_KIND.get(kind, most))


def _decode_smaller(picture: Image.Image, kind: str) -> None:
    """Let the decoder of a large photograph skip pixels that would be thrown away."""
    width, height = picture.size
    factor, most = 1, MOST.get(picture.mode, MOST_OTHERS)
    while width * height > most * factor**2:
        factor *= 2
    if kind == JPEG and factor > 1:
        picture.draft(picture.mode, (width // factor, height // factor))


def _tells_more(picture: Image.Image, source: BinaryIO, kind: str) -> bool:
    # Phones write MPO: a photo with a second one behind it.
    if picture.mode not in PLAIN_MODES or picture.format == "MPO" or has_more(source, kind):
        return True
    return "icc_profile" in picture.info and not _profile(picture)


def _profile(picture: Image.Image) -> bytes | None:
    """The colour profile, None if it is none."""
    profile = picture.info.get("icc_profile")
    try:
        return profile and ImageCms.ImageCmsProfile(BytesIO(profile)).tobytes()
    except (OSError, ImageCms.PyCMSError):
        return None


def _kept_options(picture: Image.Image, source: BinaryIO, kind: str) -> dict:
    """How to write the picture again so that it looks the same."""
    options = {"transparency": picture.info["transparency"]} if "transparency" in picture.info else {}
    if profile := _profile(picture):
        options["icc_profile"] = profile
    if picture.format in {"JPEG", "MPO"}:
        options["subsampling"] = get_sampling(picture)
    if kind == WEBP:
        source.seek(0)
        # Drawings and screenshots; a photograph has no such piece.
        options["lossless"] = b"VP8L" in source.read(64 * 1024)
    return options


def _in_plain_colours(picture: Image.Image, options: dict) -> Image.Image:
    """Decode; convert CMYK, 16-bit and other rare pictures to what every browser shows."""
    picture.load()
    orientation = picture.getexif().get(ORIENTATION)
    plain: Image.Image = picture
    if picture.mode.startswith("I"):
        plain = _eight_bits(picture, options.pop("transparency", None))
    elif picture.mode not in PLAIN_MODES:
        plain = _as_rgb(picture, options.pop("icc_profile", None))
        options.pop("transparency", None)
    gamma = picture.info.get("gamma")
    if gamma and "icc_profile" not in options and "srgb" not in picture.info:
        plain = _for_screens(plain, gamma)
    if orientation in range(2, 9):
        turned = Image.Exif()
        turned[ORIENTATION] = orientation
        plain.info["exif"] = turned.tobytes()
    return plain


def _eight_bits(picture: Image.Image, transparent) -> Image.Image:
    """Point operations on 16 bits are rounded down, so that 65,535 steps become 256 of the same brightness."""
    grey = picture.convert("I").point(lambda value: value / 256).convert("L")
    if isinstance(transparent, int):
        alpha = Image.eval(picture.convert("I"), lambda value: value * 1)
        grey.putalpha(
            alpha.point(lambda value: value - transparent).convert("L").point(lambda v: 255 * bool(v))
        )
    return grey


def _as_rgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except ImageCms.PyCMSError:
            pass
    has_alpha = picture.mode in {"La", "RGBa"}
    return picture.convert("RGBA" if has_alpha else "RGB")


def _for_screens(picture: Image.Image, gamma: float) -> Image.Image:
    """Apply the brightness that a PNG asks for, which its copy does not carry on."""
    exponent = SCREEN_GAMMA / gamma
    if abs(exponent - 1) < 0.05 or picture.mode not in {"L", "RGB"}:
        return picture
    curve = [round(255 * (value / 255) ** exponent) for value in range(256)]
    return picture.point(curve * len(picture.getbands()))


def _smaller(picture: Image.Image, options: dict, most_pixels: int) -> Image.Image:
    """Return it upright, and with so many pixels at most."""
    scale = (most_pixels / (picture.width * picture.height)) ** 0.5
    if scale < 1:
        info = picture.info
        if picture.mode not in {"L", "LA", "RGB", "RGBA"} or "transparency" in options:
            options.pop("transparency", None)
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        size = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
        picture.info = info
    return ImageOps.exif_transpose(picture)


def _stored_kind(kind: str, picture: Image.Image) -> str:
    if kind == GIF and picture.mode not in {"1", "L", "P"}:
        return PNG
    is_large = picture.width * picture.height > MOST_WRITTEN_AS_WEBP
    if kind == HEIC or kind == WEBP and is_large:
        return PNG if picture.has_transparency_data else JPEG
    return kind


def _fitting(options: dict, stored: str, picture: Image.Image) -> dict:
    if stored == JPEG:
        sampling = options.get("subsampling", -1)
        fitting = {"quality": QUALITY, "subsampling": sampling if picture.mode == "RGB" else -1}
    elif stored == WEBP:
        is_lossless = options.get("lossless", False)
        # Without losses, quality means how long to look for a smaller file.
        quality = 20 if is_lossless else QUALITY
        fitting = {"quality": quality, "lossless": is_lossless, "method": 1, "exact": True}
    else:
        fitting = {"compress_level": 2} if stored == PNG else {}
        fitting |= {key: options[key] for key in ("transparency",) if key in options}
    if profile := options.get("icc_profile"):
        fitting["icc_profile"] = profile
    return fitting
