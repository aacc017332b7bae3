"""Documents made for a test: a PDF and a Word document of the smallest kind."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
CELL = "<w:tc>{}</w:tc>"
WORD = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)
TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)


def pdf(*pages: str) -> bytes:
    """A PDF whose pages show these lines, each as it stands."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, page in enumerate(pages):
        shown = "\n".join(
            "({}) Tj T*".format(line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)"))
            for line in page.split("\n")
        )
        stream = f"BT /F1 10 Tf 12 TL 40 800 Td\n{shown}\nET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>"
        )
        size = len(stream.encode("cp1252"))
        objects.append(f"<< /Length {size} >>\nstream\n{stream}\nendstream")
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF"
    return made + tail.encode()


def word(text: str, *, columns: Sequence[str] = ()) -> bytes:
    """A Word document with a paragraph a line; ``columns``: a table of one row before it."""
    body = "".join(PARAGRAPH.format(escape(line)) for line in text.split("\n"))
    if columns:
        cells = "".join(
            CELL.format("".join(PARAGRAPH.format(escape(line)) for line in one.split("\n")))
            for one in columns
        )
        body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{body}"
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": WORD.format(body)})


def zipped(files: dict[str, str]) -> bytes:
    """A zip of these texts, by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return made.getvalue()
