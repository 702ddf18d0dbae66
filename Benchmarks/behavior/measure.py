"""Behaviour predictions on public data: prepares the files, imports them into fresh shops and runs
`bowerbird evaluate behavior` as on fixed days, and `bowerbird predict purchase --sessions` on a fixed fifth of sessions.

usage: measure.py [--data FOLDER] [--bowerbird EXECUTABLE] [--only TASK]; needs pandas.
"""

import argparse
import csv
import gzip
import json
import os
import subprocess
import tempfile
import zlib

import pandas

# What models may give away of any one customer, where that is measured too.
EPSILONS = (1, 3, 8)
MOST_UNITS = 10_000  # two lines of online-retail are typing errors of 70,000 units and more, cancelled minutes later

# task: shop, day of prediction, horizon in days, rows that are shown
TASKS = [
    ("purchase 30 d", "online-retail", "2011-11-10", 30, ("purchase",)),
    ("purchase 7 d", "complete-journey", "2017-12-01", 7, ("purchase",)),
    ("purchase 30 d", "complete-journey", "2017-12-01", 30, ("purchase",)),
    ("churn 90 d", "online-retail", "2011-09-11", 90, ("churn",)),
    ("churn 90 d", "complete-journey", "2017-10-02", 90, ("churn",)),
    ("amounts 30 d", "online-retail", "2011-11-10", 30, ("spend", "quantity")),
    ("amounts 30 d", "complete-journey", "2017-12-01", 30, ("spend", "quantity")),
    ("timing 60 d", "online-retail", "2011-08-12", 60, ("timing",)),
    ("timing 30 d", "complete-journey", "2017-10-01", 30, ("timing",)),
    ("next categories", "complete-journey", "2017-12-01", 31, ("categories",)),
    ("demand 8 weeks", "online-retail-items", "2011-10-10", 56, ("demand",)),
]


def online_retail(data):
    rows = pandas.read_csv(os.path.join(data, "online-retail", "online_retail.csv.gz"), dtype=str, keep_default_na=False)
    rows["units"] = rows.Quantity.astype(int)
    rows["price"] = rows.UnitPrice.astype(float)
    rows["item_id"] = rows.StockCode.str.upper()
    rows["timestamp"] = rows.InvoiceDate.str.replace(" ", "T") + "Z"
    rows["user_id"] = rows.CustomerID.str.removesuffix(".0")
    return rows


def bought(rows):
    return rows[~rows.InvoiceNo.str.startswith("C") & (rows.units > 0) & (rows.units <= MOST_UNITS) & (rows.price > 0)]


def customers(data):
    """Purchases of known customers, and what they sent back."""
    rows = online_retail(data)
    rows = rows[rows.user_id != ""]
    sold = bought(rows)
    back = rows[rows.InvoiceNo.str.startswith("C") & (-rows.units * rows.price < 50_000) & (rows.units < 0)]
    return pandas.concat([events(sold, sold.InvoiceNo), events(back, back.InvoiceNo)])


def items(data):
    """Every sale of an item with a five-digit code, whoever bought it; each line an order of its own."""
    rows = bought(online_retail(data))
    rows = rows[rows.item_id.str.match(r"^\d{5}[A-Z]*$")]
    rows = rows.assign(user_id=rows.user_id.replace("", "unknown"))
    return events(rows, rows.InvoiceNo + "-" + rows.index.astype(str))


def events(rows, session):
    keys = ["user_id", "item_id", "timestamp", "price"]
    table = rows.assign(session_id=session)[keys + ["session_id", "units"]]
    table = table.groupby(keys + ["session_id"], as_index=False, sort=False).units.sum()
    return table.rename(columns={"units": "quantity"}).assign(event_type="purchase")


def households(data):
    rows = pandas.read_csv(os.path.join(data, "complete-journey", "transactions.csv.gz"), dtype={"basket_id": str})
    rows = rows[(rows.quantity > 0) & (rows.sales_value > 0)]
    units = rows.quantity.where(rows.quantity <= 100, 1)  # fuel is counted in volume
    return pandas.DataFrame(
        {
            "user_id": rows.household_id, "item_id": rows.product_id, "timestamp": rows.transaction_timestamp + "Z",
            "event_type": "purchase", "quantity": units, "price": rows.sales_value / units, "session_id": rows.basket_id,
        })


def categories(data):
    rows = pandas.read_csv(os.path.join(data, "complete-journey", "products.csv.gz"), dtype=str, keep_default_na=False)
    rows = rows[rows.product_category != ""]
    return pandas.DataFrame({"item_id": rows.product_id, "categories": rows.product_category.str.replace(r"[>|]", "/", regex=True)})


SHOPS = {"online-retail": customers, "online-retail-items": items, "complete-journey": households}


def run(*command):
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def shop(name, arguments, folder):
    """A shop with the events of a data set, made on first use."""
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        table = path + ".csv"
        SHOPS[name](arguments.data).to_csv(table, index=False)
        run(arguments.bowerbird, "import", "interactions", table, "--shop", path, "--quiet")
        if name == "complete-journey":
            categories(arguments.data).to_csv(table, index=False)
            run(arguments.bowerbird, "import", "products", table, "--shop", path, "--quiet")
    return path


def area(scores, labels):
    """Area under the ROC curve, ties counting half, and average precision."""
    pairs = sorted(zip(scores, labels), key=lambda pair: pair[0])
    positives, below, area_sum, groups = sum(labels), 0, 0.0, []
    start = 0
    while start < len(pairs):
        end = start
        while end < len(pairs) and pairs[end][0] == pairs[start][0]:
            end += 1
        true = sum(label for _, label in pairs[start:end])
        groups.append((true, end - start))
        area_sum += true * (below + (end - start - true) / 2)
        below += end - start - true
        start = end
    hits = seen = precision = 0.0
    for true, count in reversed(groups):
        hits, seen = hits + true, seen + count
        precision += true * hits / seen
    return area_sum / positives / below, precision / positives


def sessions(arguments, folder):
    """Held out: rows whose line, as bytes without its end, has a CRC-32 divisible by five."""
    with gzip.open(os.path.join(arguments.data, "online-shoppers-intention", "sessions.csv.gz")) as file:
        lines = file.read().splitlines()
    header = lines[0].decode().split(",")
    held = [zlib.crc32(line) % 5 == 0 for line in lines[1:]]
    rows = list(csv.reader(line.decode() for line in lines[1:]))
    paths = {}
    for part in (False, True):
        paths[part] = os.path.join(folder, f"sessions-{part}.csv")
        with open(paths[part], "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["session_id"] + (header[:-1] if part else header))
            for number, row in enumerate(rows):
                if held[number] == part:
                    writer.writerow([f"s{number}"] + (row[:-1] if part else row))
    path = os.path.join(folder, "sessions")
    run(arguments.bowerbird, "import", "sessions", paths[False], "--shop", path, "--quiet")
    answers = run(arguments.bowerbird, "predict", "purchase", "--sessions", paths[True], "--shop", path, "--format", "jsonl")
    chances = {answer["session_id"]: answer["probability"] for answer in map(json.loads, answers.splitlines())}
    test = [number for number in range(len(rows)) if held[number]]
    labels = [rows[number][-1] == "TRUE" for number in test]
    values = [chances[f"s{number}"] for number in test]
    for metric, value in zip(("AUC", "PR-AUC"), area(values, labels)):
        print(f"| session purchase | online-shoppers-intention | session purchase model | {metric} | {value:.4f} | |", flush=True)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BOWERBIRD_DATA", os.path.join(here, "../../../shared/data")))
    parser.add_argument("--bowerbird", default=os.path.join(here, "../../.build/release/bowerbird"))
    parser.add_argument("--only", help="tasks whose name begins like this")
    arguments = parser.parse_args()
    print("| task | set | model | metric | value | 95 % interval |\n|---|---|---|---|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        if "session purchase".startswith(arguments.only or ""):
            sessions(arguments, folder)
        for task, name, day, horizon, shown in TASKS:
            if task.startswith(arguments.only or ""):
                for row in evaluated(arguments, folder, name, day, horizon, shown):
                    show(task, name, row)
            # What privacy costs is another task of the same days.
            if shown[0] in ("purchase", "churn") and "privacy".startswith(arguments.only or ""):
                for epsilon in EPSILONS:
                    for row in evaluated(arguments, folder, name, day, horizon, shown, "--epsilon", str(epsilon)):
                        if "epsilon" in row["model"]:
                            show("privacy: " + task, name, row)


def evaluated(arguments, folder, name, day, horizon, kinds, *options):
    """The rows that `evaluate behavior` prints."""
    output = run(
        arguments.bowerbird, "evaluate", "behavior", *[part for kind in kinds for part in ("--kind", kind)],
        "--as-of", day, "--horizon", str(horizon), "--shop", shop(name, arguments, folder), "--format", "jsonl",
        "--quiet", *options)
    return map(json.loads, output.splitlines())


def show(task, name, row):
    interval = f"{row['low']:.4f} – {row['high']:.4f}"
    print(f"| {task} | {name} | {row['model']} | {row['metric']} | {row['value']:.4f} | {interval} |", flush=True)


if __name__ == "__main__":
    main()
