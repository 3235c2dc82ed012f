"""Elements of SVG and HTML as text, with everything that comes from data made harmless."""

import re
from html import escape

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(value: object) -> str:
    """Return a value as text; a character that XML forbids becomes U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", str(value))


def text(value: object) -> str:
    """Return a value as character data; a character that XML forbids becomes U+FFFD."""
    return escape(legal(value))


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """Return an element around `content`, which is markup already.

    Attribute values are escaped; a name's trailing underscore is dropped and the others become hyphens; an attribute
    that is None or empty is left out.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{name}{given}>{content}</{name}>"


def _attribute(value: object) -> str:
    # A parser reads a bare line break in an attribute as a blank.
    return text(value).replace("\n", "&#10;")
