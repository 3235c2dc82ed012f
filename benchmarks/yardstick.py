"""A fixed piece of work: what it takes says how fast this machine is at this moment.

Processor time is what counts, here as in the hot paths: waiting for a core that others use is nobody's fault.
"""

import time

import numpy as np

_KEYS = 10_000
_VALUES = 200_000


def yardstick() -> float:
    """Do the work, half of it in plain Python and half in numpy, as the engine's is; return the seconds it took."""
    begun = time.process_time()
    table = {(key % 173, key): key * 7919 % 10_007 for key in range(_KEYS)}
    ordered = sorted(table, key=lambda pair: (table[pair], pair))
    total = sum(table[pair] for pair in ordered if pair[0] % 3)
    values = np.arange(_VALUES, dtype=np.int64) * 7919 % 10_007
    sums = np.cumsum(np.sort(values)) + np.bincount(values, minlength=_VALUES)
    assert total
    assert sums[-1] == values.sum()
    return time.process_time() - begun
