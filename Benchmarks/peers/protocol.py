"""Which sets are measured, and how each is split.

last-one  the last item of every user with at least three is the test; all else is training
time      rows in time order: the first 80 % are training, the rest test; users that occur in training
Both: a test item counts when it occurs in training; all items of training are ranked but those the user had there.
"""

from dataclasses import dataclass

import datasets


@dataclass(frozen=True)
class Benchmark:
    """A data set with its split. `read` takes the folder of the data."""

    read: object
    split: str
    shuffled: bool = False


TIE_SEED = 1

BENCHMARKS = {
    "amazon-beauty": Benchmark(lambda data: datasets.sequences(data, "amazon-beauty-s3rec", "Beauty"), "last-one"),
    "amazon-sports": Benchmark(
        lambda data: datasets.sequences(data, "amazon-sports-s3rec", "Sports_and_Outdoors"), "last-one"),
    "lastfm": Benchmark(lambda data: datasets.sequences(data, "lastfm-s3rec", "LastFM"), "last-one"),
    "yelp": Benchmark(datasets.yelp, "last-one"),
    "online-retail-time": Benchmark(datasets.online_retail, "time"),
    "online-retail-time-shuffled": Benchmark(datasets.online_retail, "time", shuffled=True),
    "online-retail-last-one": Benchmark(datasets.online_retail, "last-one"),
    "online-retail-last-one-shuffled": Benchmark(datasets.online_retail, "last-one", shuffled=True),
    "complete-journey": Benchmark(datasets.complete_journey, "time"),
    "ml-100k": Benchmark(datasets.movielens_100k, "time"),
    "sessions-diginetica": Benchmark(lambda data: datasets.click_sessions(data, "sessions-diginetica"), "sessions"),
    "sessions-retailrocket": Benchmark(lambda data: datasets.click_sessions(data, "sessions-retailrocket"), "sessions"),
}


def load(name, data):
    benchmark = BENCHMARKS[name]
    dataset = benchmark.read(data)
    return datasets.with_ties_shuffled(dataset, TIE_SEED) if benchmark.shuffled else dataset


def split_rows(rows, split, share=0.8):
    """(training, test) of rows in time order. `share` is the training share of a split by time."""
    if split == "time":
        cut = int(share * len(rows))
        return rows[:cut], rows[cut:]
    last, count = {}, {}
    for place, row in enumerate(rows):
        last[row[0]] = place
        count[row[0]] = count.get(row[0], 0) + 1
    held = {place for user, place in last.items() if count[user] >= 3}
    return [row for place, row in enumerate(rows) if place not in held], [rows[place] for place in sorted(held)]


def test_items(training, test):
    """user → set of test items, for users and items that occur in training."""
    users, items = {row[0] for row in training}, {row[1] for row in training}
    found = {}
    for user, item, _ in test:
        if user in users and item in items:
            found.setdefault(user, set()).add(item)
    return found
