#!/usr/bin/env python3
"""Writes the demonstration shop from the hand-written files in source/.

    python3 corpora/generate.py

The same sources and seed give the same bytes on every machine; README.md says what is planted in them.
"""
import csv
import datetime
import io
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE / "source"
START = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)
DAYS = 175
USERS = 480
REVIEWS_PER_LANGUAGE = {"en": 420, "de": 220, "zh": 320, "ja": 260, "es": 160, "th": 160, "ar": 160, "ru": 160}
QUERIES = 2400
# One event in seven has nothing to do with what the user is after.
NOISE = 1 / 7


class Chance:
    """SplitMix64: the same numbers in every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        value = self.state
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        return value ^ (value >> 31)

    def below(self, bound):
        return self.bits() % bound

    def chance(self, probability):
        return self.bits() / 2**64 < probability

    def pick(self, values):
        return values[self.below(len(values))]

    def weighted(self, values, weights):
        left = self.bits() / 2**64 * sum(weights)
        for value, weight in zip(values, weights):
            left -= weight
            if left < 0:
                return value
        return values[-1]


def rows(name):
    """The rows of a hand-written table."""
    with open(SOURCE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(name, header, table):
    """Writes a table as RFC 4180 CSV with Unix line ends."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(table)
    (HERE / name).write_text(text.getvalue(), encoding="utf-8")
    print(f"{name}: {len(table)} rows")


def iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Events:
    """Interactions in the making: sessions of views that now and then end in a purchase."""

    def __init__(self, chance, products):
        self.chance = chance
        self.price = {product["item_id"]: product["price"] for product in products}
        self.sold = [p["item_id"] for p in products if p["available"] == "true" and p["item_id"] not in COLD]
        self.table = []
        self.session = 0

    def start_session(self):
        self.session += 1

    def add(self, user, item, moment, kind, value=""):
        dwell = 5 + self.chance.below(180) if kind == "view" else ""
        quantity, price = (1, self.price[item]) if kind == "purchase" else ("", "")
        self.table.append(
            [user, item, iso(moment), kind, value, quantity, price, "EUR" if price else "", dwell, f"s{self.session}"]
        )
        return moment + datetime.timedelta(seconds=20 + self.chance.below(240))

    def visit(self, user, stage, day, thoroughness):
        """One session: looks at things of one stage of a journey, perhaps buys one; returns whether it did."""
        self.start_session()
        moment = START + datetime.timedelta(days=day, seconds=6 * 3600 + self.chance.below(15 * 3600))
        wanted = self.chance.weighted(stage, [1 / (place + 1.5) for place in range(len(stage))])
        others = [item for item in stage if item != wanted]
        looked = [item for item in others if self.chance.chance(0.35)]
        for item in looked:
            moment = self.add(user, item, moment, "view")
        if self.chance.chance(NOISE * 2):
            moment = self.add(user, self.chance.pick(self.sold), moment, "view")
        moment = self.add(user, wanted, moment, "view")
        if not self.chance.chance(thoroughness):
            return False
        if self.chance.chance(0.8):
            moment = self.add(user, wanted, moment, "cart")
        moment = self.add(user, wanted, moment, "purchase")
        if self.chance.chance(0.25):
            stars = self.chance.weighted([5, 4, 3, 2, 1], [8, 6, 3, 1.5, 1])
            self.add(user, wanted, moment + datetime.timedelta(days=6), "rating", stars)
        return True


# In the catalogue, but nobody has met them yet.
COLD = {"lantern-solar", "tea-pu"}


def journeys():
    """Interests with their weights and the stages that people walk through."""
    result = []
    for row in rows("journeys.tsv"):
        stages = [[i for i in stage.strip().split(",") if i not in COLD] for stage in row["stages"].split("/")]
        result.append((row["interest"], float(row["weight"]), stages))
    return result


def interactions(products):
    chance = Chance(1)
    events = Events(chance, products)
    known = journeys()
    people = rows("people.tsv")
    for number in range(USERS):
        user = f"u{number + 1:04}"
        for _ in range(1 + chance.below(3)):
            _, _, stages = chance.weighted(known, [weight for _, weight, _ in known])
            day = chance.below(DAYS - 30)
            for stage in stages:
                if day >= DAYS or chance.chance(0.12):
                    break
                bought = events.visit(user, stage, day, 0.55 + 0.1 * (number % 4))
                day += 1 + chance.below(9 if bought else 4)
    for person in people:
        events.start_session()
        moment = START + datetime.timedelta(days=DAYS, hours=9)
        for event in filter(None, (person["events"] or "").split(", ")):
            kind, item = event.split(" ")
            moment = events.add(person["user_id"], item, moment, kind)
    events.table.sort(key=lambda row: (row[2], row[0], row[9]))
    write(
        "interactions.csv",
        ["user_id", "item_id", "timestamp", "event_type", "value", "quantity", "price", "currency", "dwell_seconds",
         "session_id"],
        events.table,
    )
    countries = ["DE", "FR", "GB", "US", "CN", "JP", "ES", "TH"]
    languages = ["de", "en", "en", "en", "zh", "ja", "es", "th"]
    users = []
    for number in range(USERS):
        place = chance.below(len(countries))
        newsletter = "yes" if chance.chance(0.4) else "no"
        users.append([f"u{number + 1:04}", countries[place], languages[place], newsletter])
    users += [[person["user_id"], person["country"], person["language"], "yes"] for person in people]
    write("users.csv", ["user_id", "country", "language", "newsletter"], users)


def reviews(products):
    chance = Chance(2)
    clauses = {}
    for row in rows("reviews.tsv"):
        clauses.setdefault((row["language"], row["polarity"]), []).append(row["clause"])
    sold = [product["item_id"] for product in products if product["item_id"] not in COLD]
    table = []
    for language, count in REVIEWS_PER_LANGUAGE.items():
        joint = "" if language in ("zh", "ja") else " "
        for _ in range(count):
            stars = chance.weighted([5, 4, 3, 2, 1], [6, 4, 3, 3, 4])
            parts = {
                5: ["positive"] * (1 + chance.below(3)),
                4: ["positive", "positive"] + (["neutral"] if chance.chance(0.3) else []),
                3: ["neutral"] if chance.chance(0.5) else ["positive", "negative"],
                2: ["negative", "negative"] + (["positive"] if chance.chance(0.3) else []),
                1: ["negative"] * (1 + chance.below(3)),
            }[stars]
            # Some people give stars that their words do not bear out.
            if chance.chance(0.04):
                parts = [chance.pick(["positive", "negative", "neutral"])]
            written = []
            for polarity in parts:
                clause = chance.pick(clauses[language, polarity])
                if clause not in written:
                    written.append(clause)
            moment = START + datetime.timedelta(seconds=chance.below(DAYS * 86400))
            table.append(
                [f"r{len(table) + 1:05}", f"u{chance.below(USERS) + 1:04}", chance.pick(sold), stars,
                 joint.join(written), iso(moment), language]
            )
    write("reviews.csv", ["review_id", "user_id", "item_id", "rating", "text", "timestamp", "language"], table)


def misspelled(word, chance):
    """A word with two letters swapped, one left out, or one doubled."""
    if len(word) < 5 or not word.isascii():
        return word
    place = 1 + chance.below(len(word) - 3)
    kind = chance.below(3)
    if kind == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2:]
    if kind == 1:
        return word[:place] + word[place + 1:]
    return word[:place] + word[place] + word[place:]


def queries(products):
    chance = Chance(3)
    known = rows("queries.tsv")
    by_category = {}
    for product in products:
        by_category.setdefault(product["categories"], []).append(product)
    extras = {
        "en": ["", "", "", "cheap ", "best ", "new ", "women ", "men ", "light ", "green ", "buy "],
        "de": ["", "", "", "günstige ", "beste ", "damen ", "herren ", "leichte "],
        "zh": ["", "", "", "轻便", "便宜的", "新款", "女士"],
        "ja": ["", "", "", "軽い", "安い", "おすすめ "],
    }
    table = []
    for _ in range(QUERIES):
        row = chance.pick(known)
        words = chance.pick(row["words"].split("|"))
        if chance.chance(0.18):
            words = " ".join(misspelled(word, chance) for word in words.split(" "))
        items = by_category[row["category"]]
        item = chance.pick(items)
        text = chance.pick(extras[row["language"]]) + words
        if chance.chance(0.12):
            text = item["brand"].lower() + " " + text
        moment = START + datetime.timedelta(seconds=chance.below(DAYS * 86400))
        table.append(
            [text, row["category"], item["item_id"], f"u{chance.below(USERS) + 1:04}", iso(moment), row["language"]]
        )
    write("queries.csv", ["query", "category", "item_id", "user_id", "timestamp", "language"], table)


def pages():
    """Encodes the pages that are not in UTF-8 as they declare themselves; their sources are, so people can read them."""
    for path in sorted((SOURCE / "pages").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        declared = re.search(r"charset=\"?([\w-]+)", text)
        (HERE / "pages" / path.name).write_bytes(text.encode(declared.group(1)))
        print(f"pages/{path.name}: {declared.group(1)}")


def main():
    products = rows("products.tsv")
    header = list(products[0])
    at = header.index("price") + 1
    table = [[product[name] for name in header] for product in products]
    write("products.csv", header[:at] + ["currency"] + header[at:], [row[:at] + ["EUR"] + row[at:] for row in table])
    interactions(products)
    reviews(products)
    queries(products)
    pages()


if __name__ == "__main__":
    main()
