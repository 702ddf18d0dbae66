"""`bowerbird aspects` against annotated reviews: Hu and Liu's nine products (English) and ViSFD (Vietnamese).

usage: aspects.py --data FOLDER --bowerbird PROGRAM
English: the sentiment model learns from amazon-mdsd-en, of other products; the annotated reviews are imported without labels.
Vietnamese: it learns from the stars of ViSFD's own reviews, never from their aspects.
precision@10: share of the first ten terms that occur in an annotated aspect (a word of it, singular or plural). recall@20: share
of all annotated opinions whose aspect is met by one of twenty terms. polarity: share of the met aspects whose majority of praise or
complaint is the annotators'; examples: share of example sentences that annotators gave the same sign for that aspect.
For ViSFD a term stands for the annotated aspect that is most over-represented in the reviews with it: precision@20 is the share of
terms with an aspect at least twice as frequent there as elsewhere."""
import argparse
import collections
import gzip
import json
import re
import subprocess
import tempfile
from pathlib import Path

import datasets


def hu_liu(data):
    """{product: [review]}, a review being [(sentence, [(aspect, sign)])]; two files do not say where reviews start."""
    products = {}
    for path in sorted((data / "en-hu-liu-product-reviews").glob("*.txt.gz")):
        if path.name.startswith("README"):
            continue
        reviews = []
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
            for line in file:
                if line.startswith("[t]"):
                    reviews.append([])
                elif "##" in line and reviews:
                    tags, sentence = line.split("##", 1)
                    found = re.findall(r"([^,\[\]]+)\[([+-])\d?\]", tags)
                    reviews[-1].append((sentence.strip(), [(a.strip().lower(), 1 if s == "+" else -1) for a, s in found]))
        if len(reviews) > 1:
            products[path.name.removesuffix(".txt.gz")] = reviews
    return products


def visfd(data):
    return [(datasets.folded(row["comment"]), int(row["n_star"]), re.findall(r"\{([^#{}]+)#(\w+)\}", row["label"]))
            for part in ("Train", "Dev") for row in datasets.table(data / "vi-visfd-smartphone" / f"{part}.csv.gz")]


def answers(program, rows, items, top):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        run = lambda *words: subprocess.run(
            [program, *words, "--shop", f"{folder}/shop"], check=True, capture_output=True, text=True).stdout
        run("import", "reviews", str(path))
        run("train", "--only", "sentiment")
        return {a["item_id"]: a["aspects"] for a in map(json.loads, run(
            "aspects", *items, "--top", str(top), "--format", "jsonl").splitlines())}


def same(term, aspect):
    return any(a == b or a + "s" == b or b + "s" == a for a in term.lower().split() for b in aspect.split())


def mean(values):
    values = list(values)
    return sum(values) / max(len(values), 1)


def english(data, program):
    products = hu_liu(data)
    rows = [{"text": text, "label": label} for text, label in datasets.mdsd(data).train + datasets.mdsd(data).test]
    for product, reviews in products.items():
        rows += [{"text": "\n".join(s for s, _ in review), "item_id": product, "review_id": f"{product}-{i}"}
                 for i, review in enumerate(reviews)]
    found = answers(program, rows, products, 20)
    precision, recall, polarity, examples = [], [], [], []
    for product, reviews in products.items():
        gold = collections.defaultdict(list)
        sentences = {}
        for review in reviews:
            for sentence, tags in review:
                sentences[sentence] = tags
                for aspect, sign in tags:
                    gold[aspect].append(sign)
        terms = found[product]
        precision.append(mean(any(same(t["aspect"], a) for a in gold) for t in terms[:10]))
        met = sum(len(signs) for a, signs in gold.items() if any(same(t["aspect"], a) for t in terms))
        recall.append(met / sum(map(len, gold.values())))
        for term in terms:
            balance = sum(sum(signs) for a, signs in gold.items() if same(term["aspect"], a))
            own = term["positive"] - term["negative"]
            if balance and own:
                polarity.append((balance > 0) == (own > 0))
            for example in term["examples"]:
                for sentence, tags in sentences.items():
                    signs = sum(s for a, s in tags if same(term["aspect"], a))
                    if signs and example["sentence"] and example["sentence"] in sentence:
                        examples.append((signs > 0) == (example["opinion"] > 0))
        print(product, ", ".join(f"{t['aspect']} +{t['positive']} -{t['negative']}" for t in terms[:10]))
    print(f"en-hu-liu: precision@10 {mean(precision):.3f}, recall@20 {mean(recall):.3f}, polarity {mean(polarity):.3f} "
          f"of {len(polarity)} terms, examples {mean(examples):.3f} of {len(examples)}")


def vietnamese(data, program):
    reviews = visfd(data)
    rows = [{"text": t, "rating": s, "item_id": "phone", "review_id": str(i)} for i, (t, s, _) in enumerate(reviews)]
    terms = answers(program, rows, ["phone"], 20)["phone"]
    share = collections.Counter(a for _, _, tags in reviews for a in {a for a, _ in tags})
    related, polarity = [], []
    for term in terms:
        inside = [tags for text, _, tags in reviews if term["aspect"].lower() in text.lower()]
        counts = collections.Counter(a for tags in inside for a in {a for a, _ in tags})
        lift = {a: (c / len(inside)) / (share[a] / len(reviews)) for a, c in counts.items() if c >= 0.1 * len(inside)}
        best = max(lift, key=lift.get, default=None)
        related.append(best is not None and lift[best] >= 2)
        if related[-1]:
            balance = sum({"Positive": 1, "Negative": -1}.get(p, 0) for tags in inside for a, p in tags if a == best)
            polarity.append((balance > 0) == (term["positive"] > term["negative"]))
        print(f"{term['aspect']} +{term['positive']} -{term['negative']}: {best if related[-1] else '–'}")
    print(f"vi-visfd: precision@20 {mean(related):.3f}, polarity {mean(polarity):.3f} of {len(polarity)} terms")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--bowerbird", required=True)
    options = options.parse_args()
    english(options.data, options.bowerbird)
    vietnamese(options.data, options.bowerbird)
