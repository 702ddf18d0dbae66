"""How well `bowerbird extract` reads product pages: three public sets, one table each.

usage: quality.py [--data FOLDER] [--bowerbird EXECUTABLE] [--half development|check] [--list FIELD] [--peers]

--peers adds what extruct's output gives on the same pages (`pip install extruct`); lxml and selectolax give trees, no fields.

html-product-pages: F1 of a field is 2 · right / (given + wanted), a value being right when it is one of the accepted ones.
html-product-fields: each snippet stands on a page with a heading and a price; a field is right when it equals the expected one.
html-extruct-samples: the share of values in the expected JSON that `extract --markup` gives too, of those that both give.
"""

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

from sites import half
import snippets
import samples

FIELDS = ("price", "currency", "sku", "availability", "brand", "gtin", "mpn")
SIGNS = {"$": None, "€": "EUR", "£": "GBP", "₪": "ILS", "zł": "PLN", "R$": "BRL", "CHF": "CHF", "₸": "KZT", "원": "KRW"}


def number(text):
    """What the ground truth writes as a price: digits with a decimal point."""
    match = re.search(r"\d[\d,]*(\.\d+)?", str(text))
    return float(match.group().replace(",", "")) if match else None


def words(text):
    return " ".join(str(text).split()).lower()


def equal(field, given, accepted):
    if field == "price":
        return any(number(value) is not None and abs(number(value) - given) < 0.005 for value in accepted)
    if field == "availability":
        # The truth knows two states: whatever can be ordered is in stock.
        out = given in ("OutOfStock", "SoldOut", "Discontinued")
        return ("OutOfStock" if out else "InStock") in accepted
    if field == "currency":
        codes = [SIGNS.get(value.strip(), value.strip()) for value in accepted]
        return None in codes or given in codes
    if field == "gtin":
        return any(given.lstrip("0") == str(value).lstrip("0") for value in accepted)
    return any(words(given) == words(value) for value in accepted)


def extract(executable, paths):
    """What `extract` says of each page; `{}` for a page that it refuses."""
    done = subprocess.run(
        [executable, "extract", "--format", "jsonl", *paths], capture_output=True, text=True, check=False)
    pages = {}
    for line in done.stdout.splitlines():
        page = json.loads(line)
        pages[page["file"]] = page
    return [pages.get(path, {}) for path in paths]


def scores(pages, truths, listed=None):
    result = {}
    for field in FIELDS:
        right = given = wanted = 0
        for page, truth in zip(pages, truths):
            value, accepted = page.get(field), truth.get(field)
            if field == "sku" and value is None and page.get("source", {}).get("item_id") == "url":
                value = page["item_id"]
            given += value is not None
            wanted += bool(accepted)
            ok = value is not None and bool(accepted) and equal(field, value, accepted)
            right += ok
            if field == listed and not ok and (value is not None or accepted):
                print(field, "given", value, page.get("source", {}).get(field), "wanted", accepted, truth["url"][:90], truth["key"][:8])
        result[field] = 2 * right / (given + wanted) if given + wanted else 0.0
    return result


def product_pages(arguments):
    folder = os.path.join(arguments.data, "html-product-pages")
    with open(os.path.join(folder, "ground-truth.json"), encoding="utf-8") as file:
        truths = json.load(file)
    keys = sorted(key for key in truths if arguments.half in (None, half(truths[key]["url"])))
    pages = extract(arguments.bowerbird, [os.path.join(folder, "html", key + ".html.gz") for key in keys])
    truth = [truths[key] | {"key": key} for key in keys]
    print(f"\n### html-product-pages, F1\n\n| pages | n | {' | '.join(FIELDS)} |\n|---|--:|{'--:|' * len(FIELDS)}")
    halves = [half(entry["url"]) for entry in truth]
    for name in ("all", "development", "check"):
        chosen = [index for index, value in enumerate(halves) if name in ("all", value)]
        if chosen:
            row = scores([pages[i] for i in chosen], [truth[i] for i in chosen], arguments.list if name == "all" else None)
            print(f"| {name} | {len(chosen)} | {' | '.join(f'{row[field]:.3f}' for field in FIELDS)} |")
    if arguments.peers:
        import extruct_pages

        row = scores([extruct_pages.fields(os.path.join(folder, "html", key + ".html.gz")) for key in keys], truth)
        print(f"| all, by extruct | {len(keys)} | {' | '.join(f'{row[field]:.3f}' for field in FIELDS)} |")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BOWERBIRD_DATA", os.path.join(here, "../../../shared/data")))
    parser.add_argument("--bowerbird", default=os.path.join(here, "../../.build/release/bowerbird"))
    parser.add_argument("--half", choices=["development", "check"])
    parser.add_argument("--list", help="print what is wrong of one field")
    parser.add_argument("--peers", action="store_true", help="extruct on the same pages too")
    arguments = parser.parse_args()
    product_pages(arguments)
    with tempfile.TemporaryDirectory() as folder:
        snippets.report(arguments, extract, folder)
        samples.report(arguments)


if __name__ == "__main__":
    main()
