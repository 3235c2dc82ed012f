"""Workbooks for the tests, written part by part, so that each holds just what its test is about."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Number formats of the styles from 1 on.
FORMATS = ("yyyy-mm-dd", "hh:mm", "[h]:mm", "dd/mm/yyyy hh:mm")


def text(ref: str, value: str) -> str:
    """Return a cell that holds a text."""
    return f'<c r="{ref}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(ref: str, value: float, style: int = 0) -> str:
    """Return a cell that holds a number, with the style of that number: the format's place in `FORMATS`, from 1."""
    return f'<c r="{ref}" s="{style}"><v>{value}</v></c>'


def formula(ref: str, words: str, value: str | None, kind: str = "n") -> str:
    """Return a cell that holds a formula, and its value when the workbook was saved, where there is one."""
    saved = "" if value is None else f"<v>{value}</v>"
    return f'<c r="{ref}" t="{kind}"><f>{words}</f>{saved}</c>'


def rows(*cells: str, first: int = 1) -> str:
    """Return rows of cells, numbered from the first."""
    return "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(cells, first))


def texts(*lines: str, first: int = 1) -> str:
    """Return rows of texts, cells separated by semicolons, empty ones left out."""
    return rows(
        *(
            "".join(text(f"{chr(ord('A') + at)}{number}", cell) for at, cell in enumerate(line.split(";")) if cell)
            for number, line in enumerate(lines, first)
        ),
        first=first,
    )


def workbook(
    sheets: Mapping[str, str], *, epoch_1904: bool = False, merged: str = "", hidden: tuple[str, ...] = ()
) -> bytes:
    """Return a workbook.

    Args:
        sheets: rows by title.
        epoch_1904: whether days are counted from 1904.
        merged: range of merged cells of every sheet.
        hidden: titles of sheets that are not shown.
    """
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_MIME}.worksheet+xml"/>' for n in numbers
    )
    named = "".join(
        f'<sheet name="{title}" sheetId="{n}" state="{"hidden" if title in hidden else "visible"}" r:id="rId{n}"/>'
        for n, title in zip(numbers, sheets, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    formats = "".join(f'<numFmt numFmtId="{170 + n}" formatCode="{form}"/>' for n, form in enumerate(FORMATS))
    styles = "".join(
        f'<xf numFmtId="{n}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        for n in (0, *range(170, 170 + len(FORMATS)))
    )
    merge = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_CONTENT}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_MIME}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{_MIME}.styles+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">'
        f'<workbookPr date1904="{int(epoch_1904)}"/><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{related}<Relationship Id="rId99" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><numFmts count="{len(FORMATS)}">{formats}</numFmts>'
        '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(FORMATS) + 1}">{styles}</cellXfs></styleSheet>',
    } | {
        f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{data}</sheetData>{merge}</worksheet>'
        for n, data in zip(numbers, sheets.values(), strict=True)
    }
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, _HEAD + part)
    return content.getvalue()
