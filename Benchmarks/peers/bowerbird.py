"""Bowerbird as a peer among peers: imports the training part into a fresh shop, trains, and writes lists."""

import json
import os
import shutil
import sys

import child

HERE = os.path.dirname(os.path.abspath(__file__))


def imports(work):
    """The `import` commands of a prepared set."""
    kinds = [
        ("interactions.csv", ["interactions"]),
        ("sequences.txt", ["dataset", "sequences"]),
        ("clicks.txt", ["dataset", "clicks"]),
        ("products.csv", ["products"]),
    ]
    return [[*kind, os.path.join(work, name)] for name, kind in kinds if os.path.exists(os.path.join(work, name))]


def run(executable, work, split, threads):
    """A row as fit.py prints it. The one item held out of `last-one` comes right after the newest one."""
    shop, lists = os.path.join(work, "shop"), os.path.join(work, "lists.jsonl")
    shutil.rmtree(shop, ignore_errors=True)
    common = ["--shop", shop, "--quiet"]
    for command in imports(work):
        child.run([executable, "import", *command, *common])
    _, training = child.run(
        [executable, "train", "--only", "ranking", "--format", "jsonl", "--threads", str(threads), *common])
    prefixes = os.path.join(work, "prefixes.txt")
    if os.path.exists(prefixes):
        whom = ["--sessions", prefixes, "--include-seen"]
    else:
        whom = ["--all", "--within-visit"] if split == "last-one" else ["--all"]
    _, listing = child.run(
        [executable, "recommend", *whom, "--top", "20", "--format", "jsonl", "--output", lists,
         "--threads", str(threads), *common])
    with open(lists, encoding="utf-8") as lines:
        listed = sum(1 for _ in lines)
    measured, _ = child.run([sys.executable, os.path.join(HERE, "measure.py"), lists, os.path.join(work, "test.jsonl")])
    shutil.rmtree(shop)
    return {
        **json.loads(measured), "training_seconds": training.cpu_seconds, "training_wall_seconds": training.wall_seconds,
        "users_per_second": listed / listing.cpu_seconds, "peak_bytes": max(training.peak_bytes, listing.peak_bytes),
        "settings": {}}
