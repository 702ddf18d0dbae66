"""Ranking metrics, defined once: every peer's lists and Bowerbird's lists are measured here and nowhere else.

`python3 metrics.py` checks them against values worked out by hand.

A list holds items, best first. A user's test items are a set of at least one.
    HR@K      1 if a test item is among the first K
    Recall@K  hits among the first K / test items
    NDCG@K    sum of 1 / log2(p + 2) over the hit positions p < K, counted from 0, divided by the same sum for a list that
              starts with min(K, test items) hits
    P@K       for sessions, whose test is the one next click: the same as HR@K; the name of that literature
    MRR@K     1 / (position of the first hit, counted from 1), 0 when it is beyond K
All are means over users (or sessions).
"""

from math import log2


def discounts(count):
    return [1 / log2(position + 2) for position in range(count)]


def hit_positions(items, test, k):
    """Positions, counted from 0, at which the first k of `items` hold a test item. An item listed twice counts once."""
    seen = set()
    positions = []
    for position, item in enumerate(items[:k]):
        if item in test and item not in seen:
            positions.append(position)
            seen.add(item)
    return positions


def hit_rate(items, test, k):
    return 1.0 if hit_positions(items, test, k) else 0.0


def recall(items, test, k):
    return len(hit_positions(items, test, k)) / len(test)


def ndcg(items, test, k):
    weights = discounts(k)
    return sum(weights[p] for p in hit_positions(items, test, k)) / sum(weights[: min(k, len(test))])


def reciprocal_rank(items, test, k):
    positions = hit_positions(items, test, k)
    return 1 / (positions[0] + 1) if positions else 0.0


USER_METRICS = {
    "HR@10": (hit_rate, 10),
    "NDCG@10": (ndcg, 10),
    "Recall@20": (recall, 20),
    "NDCG@20": (ndcg, 20),
}
SESSION_METRICS = {"P@20": (hit_rate, 20), "MRR@20": (reciprocal_rank, 20)}


def measure(lists, tests, metrics=USER_METRICS):
    """Means of `metrics` over the users of `tests`. `lists` and `tests` run side by side; an empty list scores 0."""
    if not tests:
        raise ValueError("nothing to measure: the test part has no user with an item known from training")
    if len(lists) != len(tests):
        raise ValueError(f"{len(lists)} lists for {len(tests)} tests; each test needs its list")
    means = {}
    for name, (metric, k) in metrics.items():
        means[name] = sum(metric(items, test, k) for items, test in zip(lists, tests)) / len(tests)
    return means


def check():
    """The definitions above, worked out by hand."""

    def same(got, wanted):
        assert abs(got - wanted) < 1e-12, f"got {got}, worked out {wanted}"

    same(hit_rate([3, 1, 2], {1}, 10), 1)
    same(hit_rate([3, 1, 2], {1}, 1), 0)
    same(recall([5, 6, 7], {9, 5}, 10), 0.5)
    same(ndcg([3, 1, 2], {1}, 10), 1 / log2(3))
    same(ndcg([5, 6, 7], {9, 5}, 10), 1 / (1 + 1 / log2(3)))
    same(ndcg([5, 9], {9, 5}, 10), 1)
    same(ndcg([5, 9], {1, 2, 5, 9}, 2), 1)
    same(ndcg([5, 5, 5], {5}, 10), 1)
    same(reciprocal_rank([4, 8, 2], {2}, 20), 1 / 3)
    same(reciprocal_rank([4, 8, 2], {2}, 2), 0)
    means = measure([["a", "b"], []], [{"b"}, {"c"}])
    same(means["HR@10"], 0.5)
    same(means["NDCG@10"], 0.5 / log2(3))
    same(measure([["a", "b"]], [{"b"}], SESSION_METRICS)["MRR@20"], 0.5)
    try:
        measure([[1]], [])
    except ValueError:
        pass
    else:
        raise AssertionError("measuring nothing must fail")
    print("metrics: every value is as worked out by hand")


if __name__ == "__main__":
    check()
