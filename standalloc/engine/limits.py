"""What a solve may use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a solve may take in seconds, how many cores it may use, and the seed of everything random."""

    seconds: float
    workers: int
    seed: int
