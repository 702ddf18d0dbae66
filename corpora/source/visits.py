"""Who the users are, and what they look at, buy and rate."""
import collections
import datetime

from tables import DAYS, END, START, Shelf, iso, rows, write

USERS = 700
# country, language, how many of a hundred users
HOMES = [
    ("GB", "en", 10), ("US", "en", 12), ("FR", "en", 6), ("DE", "de", 12), ("CN", "zh", 16),
    ("JP", "ja", 14), ("ES", "es", 7), ("TH", "th", 7), ("EG", "ar", 8), ("KZ", "ru", 8),
]
# How much more a thing in their own language weighs with people whose language is not English:
# they choose it about three times as often as others do.
OWN_LANGUAGE = 5
# How often a session takes in a look at something that has nothing to do with it.
STRAY = 0.235
# How many days before the half year journeys begin that reach into it.
LONGEST = 40

Buy = collections.namedtuple("Buy", "user item moment stars")


def users(chance):
    """Writes the users; returns the language of each, without the named ones."""
    table = []
    for number in range(USERS):
        country, language, _ = chance.weighted(HOMES, [share for _, _, share in HOMES])
        newsletter = "yes" if chance.chance(0.4) else "no"
        table.append([f"u{number + 1:04}", country, language, newsletter])
    languages = {user: language for user, _, language, _ in table}
    named = [[p["user_id"], p["country"], p["language"], "yes"] for p in rows("people.tsv")]
    write("users.csv", ["user_id", "country", "language", "newsletter"], table + named)
    return languages


def journeys():
    """Interests with their weights and the stages that people walk through."""
    result = []
    for row in rows("journeys.tsv"):
        stages = [stage.strip().split(",") for stage in row["stages"].split("/")]
        result.append((row["interest"], float(row["weight"]), stages))
    return result


class Events:
    """Interactions in the making: sessions of views that now and then end in a purchase."""

    def __init__(self, chance, products):
        self.chance = chance
        self.shelf = Shelf(products)
        self.price = {product["item_id"]: product["price"] for product in products}
        self.language = {product["item_id"]: product["language"] for product in products}
        self.table = []
        self.buys = []
        self.session = 0
        self.strays = 0

    def start_session(self):
        self.session += 1

    def add(self, user, item, moment, kind, value=""):
        dwell = 5 + self.chance.below(180) if kind == "view" else ""
        bought = kind == "purchase"
        quantity, price, currency = (1, self.price[item], "EUR") if bought else ("", "", "")
        self.table.append(
            [user, item, iso(moment), kind, value, quantity, price, currency, dwell,
             f"s{self.session}"]
        )
        return moment + datetime.timedelta(seconds=20 + self.chance.below(240))

    def weight(self, place, item, language):
        own = language != "en" and self.language[item] == language
        return (OWN_LANGUAGE if own else 1) / (place + 1.5)

    def visit(self, user, language, stage, day, thoroughness):
        """One session: looks at things of a stage of a journey, perhaps buys one.

        Returns whether it did.
        """
        chance = self.chance
        seconds = 6 * 3600 + chance.below(15 * 3600)
        moment = START + datetime.timedelta(days=day, seconds=seconds)
        stage = [item for item in stage if self.shelf.has(item, moment)]
        if not stage:
            return False
        self.start_session()
        weights = [self.weight(place, item, language) for place, item in enumerate(stage)]
        wanted = chance.weighted(stage, weights)
        for item in stage:
            if item != wanted and chance.chance(0.35):
                moment = self.add(user, item, moment, "view")
        if chance.chance(STRAY):
            others = [p["item_id"] for p in self.shelf.products]
            others = [i for i in others if i not in stage and self.shelf.has(i, moment)]
            moment = self.add(user, chance.pick(others), moment, "view")
            self.strays += 1
        moment = self.add(user, wanted, moment, "view")
        if not chance.chance(thoroughness):
            return False
        if chance.chance(0.8):
            moment = self.add(user, wanted, moment, "cart")
        self.buy(Buy(user, wanted, moment, None))
        return True

    def buy(self, buy):
        """Buys, and perhaps comes back days later to give stars."""
        self.add(buy.user, buy.item, buy.moment, "purchase")
        if self.chance.chance(0.25):
            stars = self.chance.weighted([5, 4, 3, 2, 1], [8, 6, 3, 1.5, 1])
            later = buy.moment + datetime.timedelta(days=6, seconds=self.chance.below(36000))
            if later < END:
                self.start_session()
                self.add(buy.user, buy.item, later, "rating", stars)
                buy = buy._replace(stars=stars)
        self.buys.append(buy)


def interactions(chance, products, languages):
    """Writes the interactions; returns the purchases of all but the named users."""
    events = Events(chance, products)
    known = journeys()
    for number, (user, language) in enumerate(languages.items()):
        for _ in range(1 + chance.below(4)):
            _, _, stages = chance.weighted(known, [weight for _, weight, _ in known])
            # Some have begun before the half year, some do not end in it: every week is like the others.
            day = chance.below(DAYS + LONGEST) - LONGEST
            for stage in stages:
                if day >= DAYS or chance.chance(0.12):
                    break
                bought = day >= 0 and events.visit(user, language, stage, day, 0.55 + 0.1 * (number % 4))
                day += 1 + chance.below(9 if bought else 4)
    for person in rows("people.tsv"):
        events.start_session()
        moment = END + datetime.timedelta(hours=9)
        for event in filter(None, (person["events"] or "").split(", ")):
            kind, item = event.split(" ")
            moment = events.add(person["user_id"], item, moment, kind)
    events.table.sort(key=lambda row: (row[2], row[0], row[9]))
    write(
        "interactions.csv",
        ["user_id", "item_id", "timestamp", "event_type", "value", "quantity", "price", "currency",
         "dwell_seconds", "session_id"],
        events.table,
    )
    views = sum(event[3] == "view" for event in events.table)
    print(f"interactions: {events.strays} of {views} views are strays")
    return events.buys
