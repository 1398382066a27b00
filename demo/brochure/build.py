"""Build the brochure: `python demo/brochure/build.py` writes engagiertestadt-bitburg.pdf (PDF/UA-1).

Needs WeasyPrint, PyYAML and Django's template engine. The result is checked in beside its source.
"""

from pathlib import Path

import yaml
from django.template import Context, Engine
from weasyprint import HTML

HERE = Path(__file__).parent
IMAGES = HERE.parent / "images"
PICTURES = {
    "hero": "hero",
    "idee": "idee",
    "programm": "programm",
    "vision": "vision",
    "entstehung": "entstehung",
    "kontakt": "kontakt",
    "begegnung": "feld-begegnung",
    "vernetzung": "feld-vernetzung",
}
# Makes builds reproducible; WeasyPrint would generate a random identifier.
IDENTIFIER = b"engagiertestadt-bitburg"


def context() -> dict[str, object]:
    """The facts, and the illustrations' alternative texts."""
    known = yaml.safe_load((IMAGES / "images.yaml").read_text())["images"]
    facts = yaml.safe_load((HERE / "content.yaml").read_text())
    alternatives = {name: known[key]["alt"] for name, key in PICTURES.items()}
    return {**facts, "alt": alternatives, "images": (IMAGES / "source").as_uri()}


def build(target: Path = HERE / "engagiertestadt-bitburg.pdf") -> Path:
    template = Engine(dirs=[HERE]).get_template("brochure.html")
    HTML(string=template.render(Context(context())), base_url=HERE.as_uri() + "/").write_pdf(
        target,
        pdf_variant="pdf/ua-1",
        pdf_identifier=IDENTIFIER,
        optimize_images=True,
    )
    return target


if __name__ == "__main__":
    print(build())
