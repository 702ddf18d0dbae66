"""Public data sets, read into one form.

Every (user, item) pair counts once, at its first row; rows stand in time order, ties in the order of the file.
"""

import csv
import gzip
import importlib.util
import json
import os
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timezone


@dataclass
class Product:
    """What is known of an item. `attributes` are nameless marks (numbers) of sets that give no words."""

    title: str = ""
    brand: str = ""
    categories: list = field(default_factory=list)
    attributes: list = field(default_factory=list)

    def words(self):
        """Everything as one text, for peers that take text."""
        return " ".join([self.title, self.brand, *self.categories, *(f"a{mark}" for mark in self.attributes)])


@dataclass
class Dataset:
    """`rows` are (user, item, seconds since 1970), oldest first; `timed` is false where only the order is known, and the
    third value is then the place in the user's history."""

    rows: list
    products: dict
    timed: bool


def opened(*parts):
    path = os.path.join(*parts)
    if not os.path.exists(path):
        raise FileNotFoundError(f"{path} is missing; --data names the folder that holds the sets")
    if path.endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return open(path, encoding="utf-8", newline="")


def first_of_each_pair(rows):
    """Sorts by time (stable) and keeps the first row of each user and item."""
    seen, kept = set(), []
    for row in sorted(rows, key=lambda row: row[2]):
        if row[:2] not in seen:
            seen.add(row[:2])
            kept.append(row)
    return kept


def core(rows, least):
    """Drops users and items with fewer than `least` rows until none is left."""
    while True:
        users = Counter(row[0] for row in rows)
        items = Counter(row[1] for row in rows)
        kept = [row for row in rows if users[row[0]] >= least and items[row[1]] >= least]
        if len(kept) == len(rows):
            return rows
        rows = kept


def with_ties_shuffled(dataset, seed):
    """The same rows in time order, those of one user at one moment in an order drawn from `seed`."""
    generator = random.Random(seed)
    rows = list(dataset.rows)
    generator.shuffle(rows)
    rows.sort(key=lambda row: row[2])
    return Dataset(rows, dataset.products, dataset.timed)


def utc_seconds(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp())


def sequences(data, folder, name):
    """One line a user, items oldest first; attributes as numbers."""
    rows = []
    with opened(data, folder, f"{name}.txt.gz") as lines:
        for line in lines:
            user, *items = line.split()
            rows += [(user, item, place) for place, item in enumerate(items)]
    with opened(data, folder, f"{name}_item2attributes.json.gz") as file:
        marks = json.load(file)
    products = {item: Product(attributes=sorted(set(values))) for item, values in marks.items()}
    return Dataset(first_of_each_pair(rows), products, timed=False)


def yelp(data):
    """As `sequences`; titles and named categories take the place of the attribute numbers."""
    dataset = sequences(data, "yelp-s3rec-text", "Yelp")
    with opened(data, "yelp-s3rec-text", "Yelp_items.csv.gz") as file:
        for row in csv.DictReader(file):
            categories = [name.strip() for name in row["categories"].split(",") if name.strip()]
            dataset.products[row["item_id"]] = Product(title=row["title"], categories=categories)
    return dataset


def online_retail(data):
    """Purchases by known customers of codes that start with a digit; first purchase of each pair; 5-core. Title: the
    longest description of the code."""
    rows, titles = [], {}
    with opened(data, "online-retail", "online_retail.csv.gz") as file:
        for row in csv.DictReader(file):
            customer, code = row["CustomerID"], row["StockCode"].strip().upper()
            if not customer or not code[:1].isdigit() or float(row["Quantity"]) <= 0:
                continue
            title = row["Description"].strip()
            if len(title) > len(titles.get(code, "")):
                titles[code] = title
            rows.append((customer, code, utc_seconds(row["InvoiceDate"])))
    products = {code: Product(title=title) for code, title in titles.items()}
    return Dataset(core(first_of_each_pair(rows), 5), products, timed=True)


def complete_journey(data):
    """First purchase of each household and product; products of at least 20 households; 5-core. Text: department, category,
    type, kind of brand."""
    rows = []
    with opened(data, "complete-journey", "transactions.csv.gz") as file:
        for row in csv.DictReader(file):
            rows.append((row["household_id"], row["product_id"], utc_seconds(row["transaction_timestamp"])))
    rows = first_of_each_pair(rows)
    households = Counter(row[1] for row in rows)
    rows = core([row for row in rows if households[row[1]] >= 20], 5)
    products = {}
    with opened(data, "complete-journey", "products.csv.gz") as file:
        for row in csv.DictReader(file):
            levels = [row[key] for key in ("department", "product_category", "product_type") if row[key]]
            products[row["product_id"]] = Product(
                title=row["product_type"], brand=row["brand"], categories=[" > ".join(levels)])
    return Dataset(rows, products, timed=True)


def movielens_100k(_):
    """MovieLens-100K out of the recbole package; every rating counts. Title and genres."""
    package = importlib.util.find_spec("recbole")
    if package is None:
        raise ModuleNotFoundError("ml-100k lies in the package recbole; install the peers with setup.sh")
    folder = os.path.join(os.path.dirname(package.origin), "dataset_example", "ml-100k")
    with opened(folder, "ml-100k.inter") as lines:
        next(lines)
        fields = (line.rstrip("\n").split("\t") for line in lines)
        rows = [(user, item, int(float(time))) for user, item, _, time in fields]
    products = {}
    with opened(folder, "ml-100k.item") as lines:
        next(lines)
        for line in lines:
            item, title, year, genres = line.rstrip("\n").split("\t")
            products[item] = Product(title=f"{title} {year}", categories=genres.split())
    return Dataset(first_of_each_pair(rows), products, timed=True)


@dataclass
class Sessions:
    """Training sessions, and test prefixes with the click that followed; items by their id."""

    training: list
    prefixes: list
    answers: list


def click_sessions(data, folder):
    with opened(data, folder, "train.txt.gz") as lines:
        training = [line.split() for line in lines]
    prefixes, answers = [], []
    with opened(data, folder, "test.txt.gz") as lines:
        for line in lines:
            prefix, answer = line.rstrip("\n").split("\t")
            prefixes.append(prefix.split())
            answers.append(answer)
    return Sessions(training, prefixes, answers)
