"""Measures lists in JSON Lines against a test file: measure.py LISTS.jsonl TEST.jsonl

LISTS  what `bowerbird recommend` prints: {"user_id" or "line", "items": [{"item_id"}, …]}
TEST   what prepare.py writes: {"user_id" or "line", "items": [item, …]}
A user of the test without a list counts as an empty list. Prints one JSON object.
"""

import argparse
import json

import metrics


def read(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def key(record):
    return record["user_id"] if "user_id" in record else int(record["line"])


def measure_files(lists_path, test_path):
    tests = {key(record): set(record["items"]) for record in read(test_path)}
    lists = {}
    for record in read(lists_path):
        if key(record) in tests:
            lists[key(record)] = [item["item_id"] for item in record["items"]]
    if not lists:
        raise ValueError(f"no user of {test_path} has a list in {lists_path}; are the two of the same set?")
    of_sessions = isinstance(next(iter(tests)), int)
    found = metrics.measure(
        [lists.get(user, []) for user in tests],
        list(tests.values()),
        metrics.SESSION_METRICS if of_sessions else metrics.USER_METRICS)
    return {**found, "users": len(tests), "without_list": len(tests) - len(lists)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists")
    parser.add_argument("test")
    options = parser.parse_args()
    print(json.dumps(measure_files(options.lists, options.test)))
