"""The layout: a tagged A4 PDF for window envelopes (DIN 5008, form B). All lengths in millimetres."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import segno
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.adapters.fpdf import TaggedPDF

from .words import LetterWords

FONTS = Path(__file__).parent / "fonts"
LEFT, WIDTH = 25, 165
# DIN 5008:2020, form B: the address field, and the lines for sender and recipient in it.
FIELD_LEFT, FIELD_TOP, FIELD_WIDTH, FIELD_HEIGHT = 20, 45, 85, 45
SENDER_TOP, SENDER_HEIGHT, RECIPIENT_TOP, RECIPIENT_LINE = 57.7, 5, 62.7, 4.55
INFO_LEFT, INFO_TOP, TEXT_TOP, FOOT_TOP = 125, 50, 98.5, 274
FOLDS, PUNCH = (105, 210), 148.5
LINE, SMALL_LINE = 5.2, 4.2
SMALLEST = 6
INK, SOFT, SAND = (28, 34, 38), (84, 92, 97), (247, 242, 230)


@dataclass(frozen=True)
class Sender:
    """`logo` holds the bytes of a picture, or None."""

    town: str
    organisation: str
    street: str
    place: str
    phone: str
    email: str
    accent: str
    website: str
    logo: bytes | None = None

    @property
    def line(self) -> str:
        return " · ".join(filter(None, [self.organisation or self.town, self.street, self.place]))


def sheets(letters: Iterable[tuple[Sender, LetterWords]]) -> bytes:
    """Return one PDF with a page per letter."""
    with override(settings.LANGUAGE_CODE):
        pdf = Sheet()
        for sender, words in letters:
            pdf.add_letter(sender, words)
        return bytes(pdf.output())


class Sheet(TaggedPDF):
    def __init__(self):
        super().__init__(format="A4")
        self.set_auto_page_break(False)
        self.set_margins(LEFT, 0, 210 - LEFT - WIDTH)
        self.c_margin = 0
        self.set_lang(settings.LANGUAGE_CODE)
        self.set_title(_("Letters to maintainers of entries"))
        for style, weight in (("", 400), ("B", 600)):
            self.add_font("Fira", style, FONTS / f"fira-sans-{weight}-latin.ttf")
            self.add_font("FiraMore", style, FONTS / f"fira-sans-{weight}-latin-ext.ttf")
        self.set_fallback_fonts(["FiraMore"], exact_match=True)

    def add_letter(self, sender: Sender, words: LetterWords) -> None:
        self.add_page()
        self._marks()
        self._head(sender)
        self._window(sender, words)
        self._info(sender, words)
        self.set_y(TEXT_TOP)
        self._paragraph(words.subject, kind="/H1", style="B", size=13, after=5)
        for text in words.before:
            self._paragraph(text)
        for number, step in enumerate(words.steps, 1):
            self._step(number, step)
        self._code(sender, words)
        for text in words.after:
            self._paragraph(text)
        self._paragraph(_("Kind regards"), after=1)
        self._paragraph(sender.organisation or sender.town, style="B")
        self._foot(sender)

    def _font(self, size: float, style: str = "", colour=INK) -> None:
        self.set_font("Fira", style, size)
        self.set_text_color(colour)

    def _marks(self) -> None:
        with self.ornament():
            self.set_draw_color(SOFT)
            self.set_line_width(0.15)
            for height in FOLDS:
                self.line(5, height, 9, height)
            self.line(5, PUNCH, 11, PUNCH)

    def _head(self, sender: Sender) -> None:
        with self.ornament():
            self.set_fill_color(sender.accent)
            self.rect(0, 0, 210, 3.5, style="F")
            if sender.logo:
                self.image(BytesIO(sender.logo), LEFT, 12, w=24, h=20, keep_aspect_ratio=True)
        self.set_xy(LEFT + 29 if sender.logo else LEFT, 15)
        with self.tagged("/P"):
            self._font(17, "B", sender.accent)
            self.cell(120, 8, sender.town, new_x="LEFT", new_y="NEXT")
            self._font(9.5, colour=SOFT)
            self.cell(120, 5, sender.organisation)

    def _window(self, sender: Sender, words: LetterWords) -> None:
        with self.tagged("/P"):
            line = self._fitting(sender.line, FIELD_WIDTH - 5, 7.5, SOFT)
            self.set_xy(LEFT, SENDER_TOP)
            self.cell(FIELD_WIDTH - 5, SENDER_HEIGHT - 1, line)
        with self.ornament():
            bottom = SENDER_TOP + SENDER_HEIGHT - 1
            self.line(LEFT, bottom, LEFT + self.get_string_width(line), bottom)
        with self.tagged("/P"):
            self.set_xy(LEFT, RECIPIENT_TOP)
            for line in words.address:
                fitting = self._fitting(line, FIELD_WIDTH - 5, 10.5)
                self.cell(FIELD_WIDTH - 5, RECIPIENT_LINE, fitting, new_x="LEFT", new_y="NEXT")

    def _fitting(self, text: str, width: float, size: float, colour=INK, style: str = "") -> str:
        """Shrink the type until the text fits, and only then truncate it with "…"; return the text."""
        self._font(size, style, colour)
        if (too_wide := self.get_string_width(text) / width) <= 1:
            return text
        self._font(max(size / too_wide * 0.99, SMALLEST), style, colour)
        fitting = text
        while self.get_string_width(fitting) > width:
            fitting = fitting.rstrip("…")[:-1].rstrip() + "…"
        return fitting

    def _info(self, sender: Sender, words: LetterWords) -> None:
        self.set_xy(INFO_LEFT, INFO_TOP)
        facts = [(_("Phone"), sender.phone), (_("E-mail"), sender.email), (_("Date"), words.date)]
        for label, value in facts:
            if value:
                self._fact(label, value)

    def _fact(self, label: str, value: str) -> None:
        with self.tagged("/P"):
            self._font(8, colour=SOFT)
            self.cell(0, SMALL_LINE, label, new_x="LEFT", new_y="NEXT")
            fitting = self._fitting(value, 64, 10)
            self.cell(0, LINE, fitting, new_x="LEFT", new_y="NEXT")
        self.set_xy(INFO_LEFT, self.y + 1.5)

    def _paragraph(self, text: str, *, kind="/P", style="", size=10.5, after=3.2) -> None:
        self.set_x(LEFT)
        with self.tagged(kind):
            self._font(size, style)
            self.multi_cell(WIDTH, LINE * size / 10.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.set_y(self.y + after)

    def _step(self, number: int, text: str) -> None:
        with self.tagged("/P"):
            self._font(10.5, "B")
            self.set_x(LEFT)
            self.cell(7, LINE, f"{number}.")
            self._font(10.5)
            self.multi_cell(WIDTH - 7, LINE, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.set_y(self.y + 1)

    def _code(self, sender: Sender, words: LetterWords) -> None:
        top, height, square = self.y + 2.5, 41, 33
        with self.ornament():
            self.set_fill_color(SAND)
            self.rect(LEFT, top, WIDTH, height, style="F")
            self.set_fill_color(sender.accent)
            self.rect(LEFT, top, 1.6, height, style="F")
        with self.tagged("/Figure", _("QR code of the address %(link)s") % {"link": words.link}):
            self._square(words.link, LEFT + WIDTH - square - 4, top + 4, square)
        self.set_xy(LEFT + 7, top + 3.5)
        self._entry(_("Address"), words.link.removeprefix("https://").removeprefix("http://"), 11)
        self._entry(_("Number of the letter"), words.number, 11)
        self._entry(_("Code"), words.code, 19, spacing=1.2)
        self.set_y(top + height + 5)

    def _entry(self, label: str, value: str, size: float, spacing: float = 0) -> None:
        with self.tagged("/P"):
            self._font(8, colour=SOFT)
            self.cell(110, SMALL_LINE, label, new_x="LEFT", new_y="NEXT")
            fitting = self._fitting(value, 110, size, style="B")
            self.set_char_spacing(spacing)
            self.cell(110, size * 0.42, fitting, new_x="LEFT", new_y="NEXT")
            self.set_char_spacing(0)
        self.set_xy(LEFT + 7, self.y + 1.6)

    def _square(self, text: str, left: float, top: float, size: float) -> None:
        """A QR code drawn as vector shapes, which stay sharp on every printer."""
        matrix = segno.make(text, error="m", micro=False).matrix
        step = size / (len(matrix) + 4)
        self.set_fill_color(255, 255, 255)
        self.rect(left, top, size, size, style="F")
        self.set_fill_color(0, 0, 0)
        for row, modules in enumerate(matrix):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    # Slightly larger, to avoid light lines between modules.
                    self.rect(
                        left + (column + 2) * step, top + (row + 2) * step, step * 1.02, step * 1.02, "F"
                    )

    def _foot(self, sender: Sender) -> None:
        with self.ornament():
            self.set_draw_color(sender.accent)
            self.set_line_width(0.4)
            self.line(LEFT, FOOT_TOP, LEFT + WIDTH, FOOT_TOP)
        self.set_xy(LEFT, FOOT_TOP + 2)
        with self.tagged("/P"):
            text = " · ".join(filter(None, [sender.line, sender.phone, sender.email, sender.website]))
            self.cell(WIDTH, SMALL_LINE, self._fitting(text, WIDTH, 8, SOFT))
