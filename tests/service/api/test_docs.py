"""What docs/service.md says of the API."""

import re

import pytest

from standalloc.service.api.app import create_app
from standalloc.service.api.auth import ROLES
from standalloc.service.settings import Settings
from standalloc.service.store import Database
from tests.service.api.tables import PAGE, TABLES, filled

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document():
    return create_app(Settings(), Database("sqlite:///never-opened.db")).openapi()


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_current(name):
    """Else run `python -m tests.service.api.tables`."""
    assert TEXT.count(f"<!-- made: {name} -->") == 1
    assert TABLES[name]() in TEXT
    assert filled(TEXT) == TEXT


@pytest.mark.parametrize("role", ROLES)
def test_every_role(role):
    assert f"| `{role}` |" in TEXT


def test_operations_have_names_tags_words_and_refusals(document):
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        assert re.fullmatch(r"[a-z][A-Za-z]+", operation["operationId"])
        assert operation["tags"]
        assert operation["description"].strip()
        for status, answer in operation["responses"].items():
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"]


def test_every_schema_that_is_referred_to_is_there(document):
    found = set(re.findall(r"#/components/schemas/(\w+)", str(document)))
    assert found <= set(document["components"]["schemas"])


def test_bodies_have_examples_that_fit(document, client):
    """The example of each body that is JSON is accepted, or names ids that are not there."""
    client.store_airport()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            if "example" in content:
                url = path.replace("{airport}", "ABC" if method == "put" else "XYZ")
                url = re.sub(r"\{\w+_id\}", "4b3d1f0e-3c55-4a0b-9d0e-6f2f5f1c9a11", url)
                answer = client.request(
                    method, f"{url}?based_on=0" if method == "put" else url, json=content["example"]
                )
                assert answer.status_code in {200, 201, 404}, answer.text
