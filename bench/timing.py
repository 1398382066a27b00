"""Measures durations: after a warm-up, the median of many runs."""

import gc
import time
from collections.abc import Callable, Iterable
from statistics import median

# Lowered by the test that only checks that measuring works.
MOST_ROUNDS = 100


def milliseconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


def median_ms(action: Callable, inputs: Iterable, rounds: int = 3) -> float:
    """Return the median over all inputs, each run `rounds` times after a warm-up."""
    inputs = list(inputs)
    # Like `manage.py serve` at start-up: keeps the collector from scanning what was loaded.
    gc.collect()
    gc.freeze()
    for each in inputs:
        action(each)
    rounds = range(min(rounds, MOST_ROUNDS))
    return median(milliseconds(lambda each=each: action(each)) for _ in rounds for each in inputs)
