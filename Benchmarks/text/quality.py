"""Bowerbird and its peers on every text set: the same rows, one run, the metrics of this file for all.

usage: quality.py SETS --data FOLDER --bowerbird PROGRAM [--only MODEL,…] [--results FILE]
SETS: all, or names of datasets.py with commas. Each row measured is written to FILE at once and replaces the row that was
there, so that a run can be ended and taken up, and one model measured again."""
import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import datasets
import numpy as np
import peers

RESULTS = Path(__file__).parent / "results" / "quality.jsonl"


def calibration_error(probabilities, right, bins=15):
    """Expected calibration error of the most probable labels over bins of equally many rows, in [0, 1]."""
    order = np.argsort(probabilities, kind="stable")
    parts = np.array_split(np.stack([probabilities, right])[:, order], bins, axis=1)
    return sum(abs((part[0] - part[1]).sum()) for part in parts) / len(right)


def weighted_f1(truth, predicted):
    """Mean over labels of 2·precision·recall/(precision + recall), weighted by how many rows have the label."""
    total = 0.0
    for label in set(truth):
        hits = sum(t == p == label for t, p in zip(truth, predicted))
        own, said = truth.count(label), predicted.count(label)
        total += own * 2 * hits / (own + said)
    return total / len(truth)


def measure(dataset, level, labels, probabilities):
    truth = dataset.labels(dataset.test, level)
    best = np.argmax(probabilities, axis=1)
    predicted = [labels[i] for i in best]
    right = np.array([t == p for t, p in zip(truth, predicted)], float)
    value = weighted_f1(truth, predicted) if dataset.levels > 1 else right.mean()
    return value, calibration_error(probabilities.max(1), right)


def peer_figures(dataset, model):
    texts = [text for text, _ in dataset.train + dataset.extra]
    test = [text for text, _ in dataset.test]
    values, training, answering = [], 0, 0
    for level in range(1, dataset.levels + 1):
        peer = model()
        start = time.process_time()
        peer.fit(texts, dataset.labels(dataset.train + dataset.extra, level))
        training += time.process_time() - start
        start = time.process_time()
        answer = peer.probabilities(test)
        answering += time.process_time() - start
        values.append(measure(dataset, level, *answer))
    return *np.mean(values, axis=0), training, len(test) / answering


class Bowerbird:
    """The executable in a shop of its own, which sees the training rows only."""

    def __init__(self, program, threads):
        self.program, self.threads = program, threads

    def run(self, shop, *arguments):
        """Processor seconds of one command."""
        before = os.times()
        subprocess.run(
            [self.program, *arguments, "--shop", shop], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    def figures(self, dataset):
        with tempfile.TemporaryDirectory() as folder:
            shop, path = f"{folder}/shop", lambda name: f"{folder}/{name}"
            kind, text, label, command = {
                "sentiment": ("reviews", "text", "label", "sentiment"),
                "categories": ("queries", "query", "category", "categorize")}[dataset.task]
            self.write(path("train.jsonl"), (self.parts(dataset, text, t) | {label: l} for t, l in dataset.train))
            self.run(shop, "import", kind, path("train.jsonl"))
            if dataset.extra:
                products = ({"item_id": f"node{i}", "title": t, "categories": l} for i, (t, l) in enumerate(dataset.extra))
                self.write(path("products.jsonl"), products)
                self.run(shop, "import", "products", path("products.jsonl"))
            training = self.run(shop, "train", "--only", dataset.task, "--threads", str(self.threads))
            Path(path("test.txt")).write_text("".join(t + "\n" for t, _ in dataset.test), encoding="utf-8")
            Path(path("none.txt")).write_text("")
            more = ["--top", "100000"] if dataset.task == "categories" else []
            ask = [command, *more, "--format", "jsonl", "--output", path("answers.jsonl"), "--input"]
            loading = self.run(shop, *ask, path("none.txt"))
            answering = self.run(shop, *ask, path("test.txt"))
            answers = [json.loads(line) for line in open(path("answers.jsonl"), encoding="utf-8")]
        values = [measure(dataset, level, *self.table(dataset, answers, level)) for level in range(1, dataset.levels + 1)]
        return *np.mean(values, axis=0), training, len(answers) / max(answering - loading, 1e-3)

    def parts(self, dataset, field, text):
        """A text as the shop has it: a review's headline is a field of its own."""
        title = dataset.titles.get(text)
        return {"title": title, field: text.removeprefix(title + ". ")} if title else {field: text}

    def table(self, dataset, answers, level):
        """Labels of a level and their probabilities: those of a category are the sums over what is below it."""
        rows = [answer["probabilities"] if dataset.task == "sentiment" else
                {entry["category"]: entry["probability"] for entry in answer["categories"]} for answer in answers]
        names = lambda label: datasets.SEPARATOR.join(label.split(datasets.SEPARATOR)[:level]) if dataset.levels > 1 else label
        labels = sorted({names(label) for row in rows for label in row})
        number = {label: i for i, label in enumerate(labels)}
        result = np.zeros((len(rows), len(labels)))
        for i, row in enumerate(rows):
            for label, probability in row.items():
                result[i, number[names(label)]] += probability
        return labels, result

    def write(self, path, rows):
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def stored(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")] if path.exists() else []


def keep(path, row):
    rows = [r for r in stored(path) if (r["set"], r["model"]) != (row["set"], row["model"])] + [row]
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets")
    options.add_argument("--data", required=True)
    options.add_argument("--bowerbird", required=True)
    options.add_argument("--only", default="")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--results", type=Path, default=RESULTS)
    options = options.parse_args()
    wanted = set(filter(None, options.only.split(",")))
    for name in datasets.SETS if options.sets == "all" else options.sets.split(","):
        dataset = datasets.load(name, options.data)
        unspaced = peers.is_unspaced([text for text, _ in dataset.train])
        models = {n: lambda n=n: peer_figures(dataset, peers.PEERS[n])
                  for n in peers.PEERS if peers.suit(n, dataset, unspaced)}
        models["Bowerbird"] = lambda: Bowerbird(options.bowerbird, options.threads).figures(dataset)
        for model, figures in models.items():
            if wanted and model not in wanted:
                continue
            value, error, training, speed = figures()
            row = {"set": dataset.name, "metric": dataset.metric, "train": len(dataset.train), "test": len(dataset.test),
                   "model": model, "value": round(float(value), 4), "ECE": round(float(error), 4),
                   "train s": round(training, 2), "documents/s": round(speed)}
            keep(options.results, row)
            print(json.dumps(row, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
