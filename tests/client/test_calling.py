"""The clients' methods look like the calls that they are made from."""

import inspect

import pytest

from standalloc.client import AsyncClient, Client, calls, solving


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize("make", [solving.solve, calls.airports, calls.create_job, calls.delete_job, calls.publish])
def test_a_method_has_the_name_arguments_and_words_of_its_call(kind, make):
    method = getattr(kind, make.__name__)
    assert (method.__name__, method.__qualname__) == (make.__name__, f"{kind.__name__}.{make.__name__}")
    assert method.__doc__ == make.__doc__
    assert list(inspect.signature(method).parameters) == ["self", *inspect.signature(make).parameters]
    assert inspect.iscoroutinefunction(method) == (kind is AsyncClient)


def test_wrong_arguments_are_refused_at_once():
    with Client("http://127.0.0.1:9") as client, pytest.raises(TypeError, match="surplus"):
        client.airports(surplus=1)
