"""The tables of docs/service.md that are made from the API itself.

    python -m tests.service.api.tables

writes them anew, each after its mark `<!-- made: NAME -->`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from standalloc.service.api.app import create_app
from standalloc.service.api.formats import MEDIA_TYPES
from standalloc.service.api.problems import KINDS
from standalloc.service.settings import Settings
from standalloc.service.store import Database

FORMATS = {kind: name for name, kind in MEDIA_TYPES.items()}
PAGE = Path(__file__).parents[3] / "docs" / "service.md"


def endpoints() -> str:
    """Return a row for every operation, in the order of its tag."""
    document = create_app(Settings(), Database("sqlite:///never-opened.db")).openapi()
    rows = [
        (operation["tags"][0], _row(method, path, operation, document))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    tags = list(dict.fromkeys(tag for tag, _ in rows))
    lines = [row for tag in tags for its, row in rows if its == tag]
    return "\n".join(["| request | role | does | takes | gives |", "|---|---|---|---|---|", *lines])


def _row(method: str, path: str, operation: dict[str, Any], document: dict[str, Any]) -> str:
    does = operation["description"].partition("\n\n")[0].replace("\n", " ").rstrip(".")
    takes = ", ".join([*_parameters(operation), *_body(operation, document)])
    gives = "; ".join(_answers(operation))
    return f"| {method.upper()} `{path}` | {operation['x-role'] or 'all'} | {does} | {takes} | {gives} |"


def _parameters(operation: dict[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", ()):
        if parameter["in"] != "path":
            name = f"`{parameter['name']}`"
            yield f"**{name}**" if parameter.get("required") else name


def _body(operation: dict[str, Any], document: dict[str, Any]) -> Iterator[str]:
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        name = _name(content["schema"])
        if kind == "multipart/form-data":
            schema = document["components"]["schemas"][name]
            required = schema.get("required", ())
            yield from (f"file **`{part}`**" if part in required else f"file `{part}`" for part in schema["properties"])
        else:
            yield name


def _answers(operation: dict[str, Any]) -> Iterator[str]:
    for status, answer in operation["responses"].items():
        if status < "300":
            kinds = answer.get("content", {})
            names = [
                _name(content["schema"]) if "json" in kind else FORMATS.get(kind, kind)
                for kind, content in kinds.items()
            ]
            yield " ".join([status, ", ".join(names)]).strip()


def _name(schema: dict[str, Any]) -> str:
    """Return the name of a schema, of a list that of its entries."""
    if schema.get("type") == "array":
        return f"list of {_name(schema['items'])}"
    return str(schema.get("$ref", "")).rpartition("/")[2] or ("object" if schema.get("type") == "object" else "")


def refusals() -> str:
    """Return a row for every code of a refusal."""
    lines = [f"| `{code}` | {kind.status} | {kind.title} | {kind.fix} |" for code, kind in KINDS.items()]
    return "\n".join(["| `code` | status | means | what to do |", "|---|--:|---|---|", *lines])


TABLES = {"endpoints": endpoints, "refusals": refusals}


def filled(text: str) -> str:
    """Return a page with its tables made anew."""
    for name, make in TABLES.items():
        mark = re.escape(f"<!-- made: {name} -->")
        text = re.sub(rf"({mark}\n\n)(?:\|.*\n)*", lambda match, make=make: f"{match[1]}{make()}\n", text)
    return text


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
