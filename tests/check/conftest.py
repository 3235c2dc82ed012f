"""What the tests of the checker share."""

import pytest

from tests.check.builder import Build


@pytest.fixture(scope="session")
def build() -> type[Build]:
    return Build
