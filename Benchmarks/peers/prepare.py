"""Writes a benchmark's files: what `bowerbird import` may read (training part only), and the test beside it.

prepare.py SET --data DIR --work DIR
    interactions.csv, or sequences.txt with sequences_item2attributes.json where a set has order but no time
    products.csv     items that occur in training
    test.jsonl       {"user_id", "items"} a line; for sessions {"line", "items"} and prefixes.txt, clicks.txt
    split.pickle     the same for the Python peers
"""

import argparse
import csv
import json
import os
import pickle

import protocol


def write_products(path, products):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["item_id", "title", "brand", "categories"])
        for item, product in products.items():
            writer.writerow([item, product.title, product.brand, "|".join(product.categories)])


def write_interactions(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["user_id", "item_id", "timestamp"])
        writer.writerows(rows)


def write_sequences(folder, rows, products):
    histories = {}
    for user, item, _ in rows:
        histories.setdefault(user, []).append(item)
    with open(os.path.join(folder, "sequences.txt"), "w", encoding="utf-8") as file:
        for user, items in histories.items():
            file.write(" ".join([user, *items]) + "\n")
    marks = {item: product.attributes for item, product in products.items() if product.attributes}
    if marks:
        with open(os.path.join(folder, "sequences_item2attributes.json"), "w", encoding="utf-8") as file:
            json.dump(marks, file)


def write_users(folder, name, data):
    dataset = protocol.load(name, data)
    training, test = protocol.split_rows(dataset.rows, protocol.BENCHMARKS[name].split)
    tests = protocol.test_items(training, test)
    known = dict.fromkeys(row[1] for row in training)
    products = {item: dataset.products[item] for item in known if item in dataset.products}
    if dataset.timed:
        write_interactions(os.path.join(folder, "interactions.csv"), training)
    else:
        write_sequences(folder, training, products)
    if any(product.title or product.categories for product in products.values()):
        write_products(os.path.join(folder, "products.csv"), products)
    with open(os.path.join(folder, "test.jsonl"), "w", encoding="utf-8") as file:
        for user, items in tests.items():
            file.write(json.dumps({"user_id": user, "items": sorted(items)}) + "\n")
    texts = {item: product.words() for item, product in products.items()}
    with open(os.path.join(folder, "split.pickle"), "wb") as file:
        pickle.dump({"name": name, "training": training, "tests": tests, "texts": texts, "timed": dataset.timed}, file)
    users = len({row[0] for row in training})
    print(f"{name}: {len(training)} training rows, {users} users, {len(known)} items, {len(tests)} users tested")


def write_sessions(folder, name, data):
    sessions = protocol.load(name, data)
    with open(os.path.join(folder, "clicks.txt"), "w", encoding="utf-8") as file:
        file.writelines(" ".join(items) + "\n" for items in sessions.training)
    with open(os.path.join(folder, "prefixes.txt"), "w", encoding="utf-8") as file:
        file.writelines(" ".join(items) + "\n" for items in sessions.prefixes)
    with open(os.path.join(folder, "test.jsonl"), "w", encoding="utf-8") as file:
        for line, answer in enumerate(sessions.answers, start=1):
            file.write(json.dumps({"line": line, "items": [answer]}) + "\n")
    with open(os.path.join(folder, "split.pickle"), "wb") as file:
        pickle.dump({"name": name, "sessions": sessions}, file)
    print(f"{name}: {len(sessions.training)} training sessions, {len(sessions.prefixes)} tested")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=protocol.BENCHMARKS)
    parser.add_argument("--data", required=True)
    parser.add_argument("--work", required=True)
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    # Settings that an earlier run tuned must not reach this one.
    tuned = os.path.join(options.work, "settings.json")
    if os.path.exists(tuned):
        os.remove(tuned)
    is_sessions = protocol.BENCHMARKS[options.set].split == "sessions"
    (write_sessions if is_sessions else write_users)(options.work, options.set, options.data)


if __name__ == "__main__":
    main()
