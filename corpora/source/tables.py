"""The hand-written tables, the written ones, and the half year they are about."""
import csv
import datetime
import io
import pathlib

SOURCE = pathlib.Path(__file__).resolve().parent
START = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)
DAYS = 175
END = START + datetime.timedelta(days=DAYS)

# New in the catalogue: nobody has met them yet.
COLD = {"lantern-solar", "tea-pu"}
# Sold until this moment and not afterwards.
SOLD_OUT = {"rug-wool": datetime.datetime(2026, 5, 11, tzinfo=datetime.timezone.utc)}


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
    (SOURCE.parent / name).write_text(text.getvalue(), encoding="utf-8")
    print(f"{name}: {len(table)} rows")


def iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def midnight(date):
    return datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.timezone.utc)


class Shelf:
    """What can be met at a moment."""

    def __init__(self, products):
        self.products = [product for product in products if product["item_id"] not in COLD]
        self.since = {p["item_id"]: midnight(p["created_at"]) for p in self.products}

    def has(self, item, moment):
        if item not in self.since or moment < self.since[item]:
            return False
        return item not in SOLD_OUT or moment < SOLD_OUT[item]
