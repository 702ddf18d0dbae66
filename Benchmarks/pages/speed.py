"""Pages a second of the processor's time on html-product-pages, in one run, one thread: Bowerbird, extruct, and the bare parse of
libxml2 (lxml) and lexbor (selectolax) with the pages in memory, and `bowerbird extract` with all that a process costs. Time of
the processor, so that what else runs on the machine counts less; all take turns in rounds, as the machine's speed changes from
one minute to the next. Each runs three times a round, and its best run counts. The table has the best round of each, the line
behind it how the rounds compare.

usage: speed.py [--data FOLDER] [--bowerbird EXECUTABLE]; needs `pip install extruct lxml selectolax`.
"""

import argparse
import glob
import gzip
import os
import resource
import statistics
import subprocess
import tempfile

import extruct
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

ROUNDS = 7
RUNS = 3


def used(whose):
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


def fastest(work, whose=resource.RUSAGE_SELF):
    seconds = []
    for _ in range(RUNS):
        start = used(whose)
        work()
        seconds.append(used(whose) - start)
    return min(seconds)


def by_extruct(page):
    try:
        extruct.extract(page, syntaxes=["json-ld", "microdata", "opengraph"], uniform=True, errors="ignore")
    except Exception:  # a page that it cannot read costs its time like any other
        pass


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BOWERBIRD_DATA", os.path.join(here, "../../../shared/data")))
    parser.add_argument("--bowerbird", default=os.path.join(here, "../../.build/release/bowerbird"))
    arguments = parser.parse_args()
    pages = []
    for name in sorted(glob.glob(os.path.join(arguments.data, "html-product-pages", "html", "*.gz"))):
        with gzip.open(name, "rb") as file:
            pages.append(file.read())
    texts = [page.decode("utf-8", "replace") for page in pages]
    package = os.path.join(here, "..")
    subprocess.run(
        ["swift", "build", "-c", "release", "--package-path", package, "--product", "PageBenchmark"], check=True,
        capture_output=True)
    with tempfile.TemporaryDirectory() as folder:
        for index, page in enumerate(pages):
            with open(os.path.join(folder, f"{index}.html"), "wb") as file:
                file.write(page)

        def in_memory():
            benchmark = [os.path.join(package, ".build/release/PageBenchmark"), folder, "--runs", str(RUNS)]
            printed = subprocess.run(benchmark, check=True, capture_output=True, text=True)
            return len(pages) / float(printed.stdout.split()[0])

        command = [arguments.bowerbird, "extract", folder, "--threads", "1", "--quiet", "--format", "jsonl"]
        measured = {
            "Bowerbird": in_memory,
            "extruct": lambda: fastest(lambda: [by_extruct(text) for text in texts]),
            "libxml2, bare parse": lambda: fastest(
                lambda: [etree.fromstring(page, etree.HTMLParser(encoding="utf-8")) for page in pages]),
            "lexbor, bare parse": lambda: fastest(lambda: [LexborHTMLParser(page) for page in pages]),
            "`bowerbird extract`, the process whole": lambda: fastest(
                lambda: subprocess.run(command, capture_output=True, check=False), resource.RUSAGE_CHILDREN),
        }
        rounds = [{name: work() for name, work in measured.items()} for _ in range(ROUNDS)]
    print("| what | pages/s |\n|---|--:|")
    for name in measured:
        print(f"| {name} | {len(pages) / min(seconds[name] for seconds in rounds):.0f} |")
    ratios = sorted(seconds["extruct"] / seconds["Bowerbird"] for seconds in rounds)
    print(
        f"\nBowerbird is {statistics.median(ratios):.1f} times as fast as extruct in the median round, "
        f"{ratios[0]:.1f} to {ratios[-1]:.1f} in all {ROUNDS}.")


if __name__ == "__main__":
    main()
