import time
from concurrent.futures import ThreadPoolExecutor

from cms.operations.monitoring import metrics


def test_first_requests_at_once_make_one_histogram(monkeypatch):
    made = []

    def histogram(*args, **kwargs):
        made.append(args)
        time.sleep(0.05)
        return len(made)

    monkeypatch.setattr("prometheus_client.Histogram", histogram)
    metrics._histogram.cache_clear()
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda _number: metrics.answers(), range(4))) == [1, 1, 1, 1]
    finally:
        metrics._histogram.cache_clear()
