"""How much memory a download takes; what the benchmark and a test ask."""

import tracemalloc
from collections.abc import Callable, Iterable


def memory_of(make: Callable[[], Iterable[bytes]]) -> tuple[int, int]:
    """Send a file to nowhere; return its size and the most memory that was needed on top, both in bytes."""
    tracemalloc.start()
    try:
        before, _peak = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        size = sum(map(len, make()))
        return size, tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
