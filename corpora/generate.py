#!/usr/bin/env python3
"""Writes the demonstration shop from the hand-written files in source/.

    python3 corpora/generate.py

The same sources and seeds give the same bytes on every machine; README.md says what is planted.
"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE / "source"))

from chance import Chance  # noqa: E402
from tables import rows, write  # noqa: E402
from visits import interactions, users  # noqa: E402
from words import queries, reviews  # noqa: E402


def catalogue(products):
    header = list(products[0])
    at = header.index("price") + 1
    table = [[product[name] for name in header] for product in products]
    write(
        "products.csv",
        header[:at] + ["currency"] + header[at:],
        [row[:at] + ["EUR"] + row[at:] for row in table],
    )


def pages():
    """Encodes the pages that are not in UTF-8 as they declare themselves.

    Their sources are in UTF-8, so that people can read them.
    """
    for path in sorted((HERE / "source" / "pages").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        declared = re.search(r"charset=\"?([\w-]+)", text)
        (HERE / "pages" / path.name).write_bytes(text.encode(declared.group(1)))
        print(f"pages/{path.name}: {declared.group(1)}")


def main():
    products = rows("products.tsv")
    demo = json.loads((HERE / "demo.json").read_text(encoding="utf-8"))
    catalogue(products)
    people = users(Chance(4))
    events = interactions(Chance(5), products, people)
    reviews(Chance(2), products, people, events, [review["text"] for review in demo["reviews"]])
    queries(Chance(3), products, people, [query["query"] for query in demo["queries"]])
    pages()


if __name__ == "__main__":
    main()
