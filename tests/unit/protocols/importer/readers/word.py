"""Word documents written part by part, for what python-docx cannot write."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def docx_with(body: str, **parts: str) -> bytes:
    """A DOCX. :param parts: `numbering`, `styles`, `comments`, `footnotes`: what is in each."""
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _links(["officeDocument"], "word/document.xml"),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _links(list(parts)),
        **{f"word/{name}.xml": part(name, xml) for name, xml in parts.items()},
    }
    return zipped(files)


def part(root: str, xml: str) -> str:
    return f'<w:{root} xmlns:w="{W}" xmlns:mc="{MC}">{xml}</w:{root}>'


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _links(kinds: list[str], target: str | None = None) -> str:
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target or kind + ".xml"}"/>'
        for n, kind in enumerate(kinds)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def p(*runs: str, style: str = "", num: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph. :param num: list and level. :param mark: what is tracked of its end."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        inner += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    if mark:
        inner += f"<w:rPr>{mark}</w:rPr>"
    return f"<w:p><w:pPr>{inner}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(text: str, author: str = "Ann", on: str = "2008-02-20T09:30:00Z") -> str:
    return f'<w:ins w:id="1" w:author="{author}" w:date="{on}">{r(text)}</w:ins>'


def deleted(text: str, author: str = "Bob", on: str = "2008-02-21T09:30:00Z") -> str:
    gone = r(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    return f'<w:del w:id="2" w:author="{author}" w:date="{on}">{gone}</w:del>'


DELETED_MARK = '<w:del w:id="3" w:author="Bob" w:date="2008-02-21T09:30:00Z"/>'
INSERTED_MARK = '<w:ins w:id="4" w:author="Ann" w:date="2008-02-20T09:30:00Z"/>'


def level(n: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, *overrides: str) -> str:
    inner = "".join(overrides)
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{inner}</w:num>'


def start_over(n: int, at: int) -> str:
    return f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def style(key: str, name: str, more: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inner = f'<w:name w:val="{name}"/>{based}{more}'
    return f'<w:style w:type="{kind}" w:styleId="{key}">{inner}</w:style>'
