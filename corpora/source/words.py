"""What users write: reviews and search queries."""
import collections
import datetime

from tables import DAYS, END, START, Shelf, iso, rows, write

REVIEWS = {
    "en": 480, "de": 240, "zh": 360, "ja": 300, "es": 160, "th": 160, "ar": 160, "ru": 160,
}
# About one review in 25 gives stars that its words do not bear out.
CONTRARY = 0.035
QUERIES = 2400
MISSPELT = 0.25
BRANDED = 0.125


def bare(text):
    """A text without marks and spaces, for comparing."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


class Writer:
    """Puts reviews together from hand-written clauses."""

    def __init__(self, chance, products):
        self.chance = chance
        self.nouns = {row["category"]: row for row in rows("nouns.tsv")}
        self.category = {product["item_id"]: product["categories"] for product in products}
        self.contrary = 0
        self.clauses = collections.defaultdict(list)
        for row in rows("reviews.tsv"):
            self.clauses[row["language"], row["polarity"]].append((row["about"], row["clause"]))

    def polarities(self, stars):
        chance = self.chance
        if chance.chance(CONTRARY):
            self.contrary += 1
            opposite = {5: "negative", 4: "negative", 3: chance.pick(["positive", "negative"])}
            return [opposite.get(stars, "positive")] * (1 + chance.below(2))
        if stars == 3:
            return ["neutral"] if chance.chance(0.5) else ["positive", "negative"]
        good, bad = ("positive", "negative") if stars > 3 else ("negative", "positive")
        if stars in (1, 5):
            return [good] * (1 + chance.below(3))
        other = "neutral" if stars == 4 else bad
        return [good, good] + ([other] if chance.chance(0.3) else [])

    def text(self, item, language, stars):
        nouns = self.nouns[self.category[item]]
        fitting = {"any", *nouns["about"].split(",")}
        written = []
        for polarity in self.polarities(stars):
            known = self.clauses[language, polarity]
            known = [clause for about, clause in known if about in fitting]
            written.append(self.chance.pick([clause for clause in known if clause not in written]))
        joint = "" if language in ("zh", "ja") else " "
        return joint.join(written).replace("{product}", nouns[language])


def reviews(chance, products, languages, buys, demo):
    """People review what they bought, in their own language, at most once."""
    writer = Writer(chance, products)
    for row in rows("reviews.tsv"):
        if any(bare(row["clause"]) in bare(text) for text in demo):
            raise ValueError(f"demo.json says what is in reviews.tsv: {row['clause']}")
    table = []
    for language, count in REVIEWS.items():
        known = {}
        for buy in buys:
            if languages[buy.user] == language and buy.moment < END - datetime.timedelta(days=9):
                known.setdefault((buy.user, buy.item), buy)
        known = chance.shuffled(known.values())
        if len(known) < count:
            raise ValueError(f"{language}: {len(known)} purchases for {count} reviews")
        for buy in known[:count]:
            stars = buy.stars or chance.weighted([5, 4, 3, 2, 1], [5, 4, 3, 4, 5])
            text = writer.text(buy.item, language, stars)
            left = int((END - buy.moment).total_seconds())
            seconds = 7 * 86400 + chance.below(min(left - 7 * 86400, 21 * 86400))
            moment = buy.moment + datetime.timedelta(seconds=seconds)
            table.append(
                [f"r{len(table) + 1:05}", buy.user, buy.item, stars, text, iso(moment), language]
            )
    write(
        "reviews.csv",
        ["review_id", "user_id", "item_id", "rating", "text", "timestamp", "language"],
        table,
    )
    print(f"reviews: {writer.contrary} with stars that their words do not bear out")


def misspelt(word, chance):
    """A word with two letters swapped, one left out, or one doubled."""
    place = 1 + chance.below(len(word) - 3)
    kind = chance.below(3)
    if kind == 0 and word[place] != word[place + 1]:
        return word[:place] + word[place + 1] + word[place] + word[place + 2:]
    if kind == 1:
        return word[:place] + word[place + 1:]
    return word[:place] + word[place] + word[place:]


EXTRAS = {
    "en": ["", "", "", "cheap ", "best ", "new ", "women ", "men ", "light ", "green ", "buy "],
    "de": ["", "", "", "günstige ", "beste ", "damen ", "herren ", "leichte "],
    "zh": ["", "", "", "轻便", "便宜的", "新款", "女士"],
    "ja": ["", "", "", "軽い", "安い", "おすすめ "],
}


def queries(chance, products, languages, demo):
    """Queries, the category they led to, and what was clicked where something was there."""
    known = rows("queries.tsv")
    shelf = Shelf(products)
    by_category = collections.defaultdict(list)
    for product in products:
        by_category[product["categories"]].append(product)
    askers = collections.defaultdict(list)
    for user, language in languages.items():
        askers[language if language in EXTRAS else "en"].append(user)
    table = []
    misspelled = 0
    branded = 0
    while len(table) < QUERIES:
        row = chance.pick(known)
        words = chance.pick(row["words"].split("|")).split(" ")
        spoiled = False
        long = [n for n, word in enumerate(words) if len(word) > 4 and word.isascii()]
        if long and chance.chance(MISSPELT):
            place = chance.pick(long)
            words[place] = misspelt(words[place], chance)
            spoiled = True
        text = chance.pick(EXTRAS[row["language"]]) + " ".join(words)
        named = chance.chance(BRANDED)
        moment = START + datetime.timedelta(seconds=chance.below(DAYS * 86400))
        there = [p for p in by_category[row["category"]] if shelf.has(p["item_id"], moment)]
        clicked = chance.pick(there) if there else None
        if named and clicked:
            text = clicked["brand"].lower() + " " + text
        user = chance.pick(askers[row["language"]])
        if text in demo:
            continue
        misspelled += spoiled
        branded += bool(named and clicked)
        item = clicked["item_id"] if clicked else ""
        table.append([text, row["category"], item, user, iso(moment), row["language"]])
    write(
        "queries.csv", ["query", "category", "item_id", "user_id", "timestamp", "language"], table
    )
    print(f"queries: {misspelled} misspelt, {branded} with a brand")
