"""Learns which of a page's amounts is its price from html-product-pages, and says how well on shops left out of the learning.

usage: price_scorer.py [--data FOLDER] [--write]

Shops are dealt into ten parts by the hash of their names; each part is judged by a scorer that learned from the others. With
--write, the scorer that learned from all of them becomes the one that Bowerbird reads pages with.
"""

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import tempfile

from quality import number
from sites import site

PARTS = 10


def part(url):
    return hashlib.sha256(site(url).encode()).digest()[0] % PARTS


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BOWERBIRD_DATA", os.path.join(here, "../../../shared/data")))
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    source = os.path.join(arguments.data, "html-product-pages")
    with open(os.path.join(source, "ground-truth.json")) as file:
        truth = json.load(file)
    with tempfile.TemporaryDirectory() as folder:
        pages = os.path.join(folder, "pages.jsonl")
        with open(pages, "w") as rows:
            for key, known in sorted(truth.items()):
                path = os.path.join(folder, key + ".html")
                with gzip.open(os.path.join(source, "html", key + ".html.gz")) as packed, open(path, "wb") as page:
                    page.write(packed.read())
                prices = [value for value in map(number, known.get("price") or []) if value]
                url = known["url"]
                json.dump({"file": path, "url": url, "prices": prices, "fold": part(url)}, rows)
                rows.write("\n")
        numbers = os.path.join(here, "../../Sources/ProductPages/Visible/PriceScorerNumbers.swift")
        subprocess.run(
            ["swift", "run", "-c", "release", "--package-path", os.path.join(here, ".."), "PriceScorerTraining", pages]
            + (["--write", numbers] if arguments.write else []), check=True)


if __name__ == "__main__":
    main()
