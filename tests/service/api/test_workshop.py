"""Work outside the event loop: what takes too long or dies is told, and the next one works."""

import os
import time

import pytest

from standalloc.service.api import workshop
from standalloc.service.api.problems import ApiError
from standalloc.service.api.workshop import SMALL, Workshop


def test_small_inputs_are_read_here_and_large_ones_elsewhere(loop):
    shop = Workshop()
    assert loop.run(shop.read(SMALL, os.getpid)) == os.getpid()
    assert loop.run(shop.read(SMALL + 1, os.getpid)) != os.getpid()


def test_an_input_that_takes_too_long(loop, monkeypatch):
    monkeypatch.setattr(workshop, "MOST_SECONDS", 0.5)
    shop = Workshop()
    with pytest.raises(ApiError) as error:
        loop.run(shop.read(SMALL + 1, time.sleep, 60))
    assert error.value.code == "too_large"
    monkeypatch.undo()
    assert loop.run(shop.read(SMALL + 1, os.getpid)) != os.getpid()


def test_an_input_that_ends_its_process(loop):
    shop = Workshop()
    with pytest.raises(ApiError) as error:
        loop.run(shop.read(SMALL + 1, os._exit, 9))
    assert error.value.code == "unavailable"
    assert loop.run(shop.read(SMALL + 1, os.getpid)) != os.getpid()
