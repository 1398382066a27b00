"""How a duration is measured: warmed up first, many times, the middle one counts."""

import time
from collections.abc import Callable, Iterable
from statistics import median


def milliseconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


def median_ms(action: Callable, inputs: Iterable, rounds: int = 3) -> float:
    """Return the median over all inputs, each taken `rounds` times after one time that does not count."""
    inputs = list(inputs)
    for each in inputs:
        action(each)
    return median(milliseconds(lambda each=each: action(each)) for _ in range(rounds) for each in inputs)
