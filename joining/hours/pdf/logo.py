import base64


def as_svg(png: bytes | None) -> str:
    """Wrap the town's logo, a PNG, into the text of a picture that Typst takes as data; "" for none."""
    if not png:
        return ""
    width, height = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{source}"/></svg>'
    )
