from io import BytesIO

from pypdf import PdfReader

from cms.adapters.fpdf import TaggedPDF


def made() -> PdfReader:
    pdf = TaggedPDF()
    pdf.set_lang("de")
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    with pdf.ornament():
        pdf.line(1, 1, 2, 2)
    with pdf.tagged("/H1", alternative="Heading"):
        pdf.cell(text="Text")
    return PdfReader(BytesIO(bytes(pdf.output())))


def test_text_is_an_element_of_its_kind():
    reader = made()
    (element,) = [
        each.get_object() for each in reader.root_object["/StructTreeRoot"]["/K"][0].get_object()["/K"]
    ]
    assert (element["/S"], element["/Alt"]) == ("/H1", "Heading")
    assert b"/H1 <</MCID 0>> BDC" in reader.pages[0].get_contents().get_data()


def test_an_ornament_is_none():
    assert b"/Artifact BMC" in made().pages[0].get_contents().get_data()
