from collections.abc import Iterator
from contextlib import contextmanager

from fpdf import FPDF


class TaggedPDF(FPDF):
    """Tags text for screen readers, which fpdf2 itself does only for pictures."""

    @contextmanager
    def tagged(self, kind: str, alternative: str | None = None) -> Iterator[None]:
        """What is drawn inside is one element of this kind, such as "/H1"."""
        number = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=kind, mcid=number, alt_text=alternative)
        self._out(f"{kind} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """Screen readers leave out what is drawn inside."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")
