"""What spares the network: large answers packed, and none where the client has it."""

import gzip

import pytest

from standalloc.service.api.transfer import names_tag, packed

LARGE = b"[" + b"1, " * 20_000 + b"1]"


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP;q=0.5", "deflate, gzip ; q=1.0"])
def test_large_answers_are_packed(accepted):
    answer = packed(LARGE, accepted)
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(answer.body) == LARGE
    assert len(answer.body) < len(LARGE) / 10


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.00", "xgzip"])
def test_who_does_not_unpack_gets_them_as_they_are(accepted):
    answer = packed(LARGE, accepted)
    assert "content-encoding" not in answer.headers
    assert (answer.body, answer.headers["vary"]) == (LARGE, "Accept-Encoding")


def test_small_answers_stay_as_they_are():
    assert packed(b"{}", "gzip").body == b"{}"


@pytest.mark.parametrize(("header", "named"), [
    ('"3"', True), ('W/"3"', True), ('"2", "3"', True), ("*", True), ("", False), ('"33"', False), ("3", False),
])  # fmt: skip
def test_tags(header, named):
    assert names_tag(header, '"3"') is named
