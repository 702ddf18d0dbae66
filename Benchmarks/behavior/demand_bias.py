"""Whether forecasts of demand are neither too high nor too low, for items that sell much and for those that hardly sell.

usage: demand_bias.py [--data FOLDER] [--bowerbird EXECUTABLE] [--day 2017-09-04] [--weeks 8]; needs pandas.

Items of complete-journey by the units sold before the day; expected and sold units of the weeks after it, and their ratio.
"""

import argparse
import io
import json
import os
import subprocess
import tempfile

import pandas

import measure

CLASSES = [0, 1, 2, 5, 10, 20, 50, 100, float("inf")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BOWERBIRD_DATA", "../shared/data"))
    parser.add_argument("--bowerbird", default=os.environ.get("BOWERBIRD", ".build/release/bowerbird"))
    parser.add_argument("--day", default="2017-09-04")
    parser.add_argument("--weeks", type=int, default=8)
    arguments = parser.parse_args()
    events = measure.households(arguments.data)
    week = (pandas.to_datetime(events.timestamp.str[:10]) - pandas.Timestamp(arguments.day)).dt.days // 7
    units = events.assign(item_id=events.item_id.astype(str)).groupby([events.item_id.astype(str), week]).quantity.sum()
    past = units[units.index.get_level_values(1) < 0].groupby(level=0).sum()
    later = units[(units.index.get_level_values(1) >= 0) & (units.index.get_level_values(1) < arguments.weeks)]
    with tempfile.TemporaryDirectory() as folder:
        shop = measure.shop("complete-journey", arguments, folder)
        lines = subprocess.run(
            [arguments.bowerbird, "forecast", "--as-of", arguments.day, "--weeks", str(arguments.weeks), "--shop", shop, "--format", "jsonl", "--quiet"],
            capture_output=True, check=True, text=True,
        ).stdout
    forecasts = [json.loads(line) for line in io.StringIO(lines)]
    expected = pandas.Series({f["item_id"]: sum(week["expected"] for week in f["weeks"]) for f in forecasts})
    table = pandas.DataFrame({"past": past, "expected": expected, "sold": later.groupby(level=0).sum()}).fillna(0)
    table = table[table.past > 0]
    table["units before"] = pandas.cut(table.past, CLASSES)
    rows = table.groupby("units before", observed=True).agg(items=("past", "size"), expected=("expected", "sum"), sold=("sold", "sum"))
    print("| units before | items | expected | sold | ratio |\n|---|--:|--:|--:|--:|")
    for name, row in list(rows.iterrows()) + [("all", rows.sum())]:
        label = name if isinstance(name, str) else f"{name.left + 1:.0f} – {name.right:.0f}" if name.right < float("inf") else f"above {name.left:.0f}"
        print(f"| {label} | {row['items']:,.0f} | {row.expected:,.0f} | {row.sold:,.0f} | {row.expected / row.sold:.2f} |")


if __name__ == "__main__":
    main()
