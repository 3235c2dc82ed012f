"""Sections of an airport as the text of its TOML file."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

#: JSON's escapes are TOML's too, but for this character, which JSON leaves as it is.
_DELETE = "\x7f"


def toml_text(sections: Mapping[str, Mapping[str, Any]]) -> str:
    """Return sections of texts, numbers, truth values, lists and tables as TOML.

    Args:
        sections: their values by name.
    """
    return "\n".join("\n".join(_lines([name], values)) + "\n" for name, values in sections.items())


def _lines(way: list[str], values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a section: its values, then the tables in it as sections of their own."""
    tables = {key: value for key, value in values.items() if isinstance(value, Mapping)}
    yield f"[{'.'.join(map(_key, way))}]"
    yield from (f"{_key(key)} = {_value(value)}" for key, value in values.items() if key not in tables)
    for key, table in tables.items():
        yield ""
        yield from _lines([*way, key], table)


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else toml_string(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_value(inner)}' for key, inner in value.items())} }}"
    return toml_string(str(value))


def toml_string(text: str) -> str:
    """Return a text in quotes, as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")
