"""How a duration is measured: warmed up first, many times, the middle one counts."""

import gc
import time
from collections.abc import Callable, Iterable
from statistics import median

# Lowered by the test that only asks whether the measuring works.
MOST_ROUNDS = 100


def milliseconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


def median_ms(action: Callable, inputs: Iterable, rounds: int = 3) -> float:
    """Return the median over all inputs, each taken `rounds` times after one time that does not count."""
    inputs = list(inputs)
    # As `manage.py serve` does before it answers: what is loaded is not searched for waste again.
    gc.collect()
    gc.freeze()
    for each in inputs:
        action(each)
    rounds = range(min(rounds, MOST_ROUNDS))
    return median(milliseconds(lambda each=each: action(each)) for _ in rounds for each in inputs)
