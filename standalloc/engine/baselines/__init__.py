"""Baselines: what others would do, kept for comparison; each takes the place of the engine's stages."""

from collections.abc import Callable, Mapping
from typing import Final

from standalloc.engine.config import Configuration
from standalloc.engine.incumbent import Incumbent
from standalloc.engine.limits import Limits

#: What makes the plan, by the value of the configuration's key `baseline`.
BASELINES: Final[Mapping[str, Callable[[Incumbent, Configuration, Limits], None]]] = {}
