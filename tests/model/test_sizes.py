"""ICAO code letters by wingspan: below 15, 24, 36, 52, 65, 80 m."""

import pytest

from standalloc.model.sizes import CODE_LETTERS, code_of_wingspan, code_rank


@pytest.mark.parametrize(
    ("wingspan", "code"),
    [
        (0.1, "A"),
        (14.99, "A"),
        (15, "B"),
        (23.99, "B"),
        (24, "C"),
        (35.8, "C"),
        (36, "D"),
        (51.99, "D"),
        (52, "E"),
        (64.8, "E"),
        (65, "F"),
        (79.75, "F"),
    ],
)
def test_code_of_wingspan(wingspan, code):
    assert code_of_wingspan(wingspan) == code


def test_wider_than_any_code():
    with pytest.raises(ValueError, match="wingspan 80 m is wider than code F"):
        code_of_wingspan(80)


def test_ranks():
    assert [code_rank(letter) for letter in CODE_LETTERS] == [0, 1, 2, 3, 4, 5]
