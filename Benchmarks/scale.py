"""Time and memory of import, training and lists against the number of events, on generated shops.

    scale.py [--events N…] [--bowerbird PATH] [--threads N] [--out FILE.jsonl] [--work DIR] [--largest-growth R]

A shop of N events has N/10 users and N/100 items. Each step is a process of its own, whose seconds and peak resident memory
are the system's. Prints a table; `growth` is the seconds an event of a size over those of the size before it: 1 is linear.
Exits with 1 when a step's growth is above --largest-growth. Needs the generator:
    swift build -c release --package-path Benchmarks --product ShopGenerator
"""

import argparse
import json
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "peers"))

import child  # noqa: E402

GENERATOR = os.path.join(HERE, ".build", "release", "ShopGenerator")
EXECUTABLE = os.path.join(HERE, "..", ".build", "release", "bowerbird")
STEPS = ("generate", "import", "train", "lists")
# Below a second, starting a process and constant work hide what an event costs.
SHORTEST = 1.0


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", nargs="+", type=int, default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--bowerbird", default=os.environ.get("BOWERBIRD", EXECUTABLE))
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--out", default=None, help="append one JSON line a step to this file")
    parser.add_argument("--work", default=None, help="a folder for the shops; a temporary one otherwise")
    parser.add_argument("--largest-growth", type=float, default=1.5)
    return parser.parse_args()


def commands(events, folder, options):
    """step → commands, run in this order."""
    files, shop, lists = (os.path.join(folder, name) for name in ("files", "shop", "lists.jsonl"))
    common = ["--shop", shop, "--threads", str(options.threads)]
    sizes = ["--events", str(events), "--users", str(events // 10), "--items", str(max(100, events // 100))]
    ours = options.bowerbird
    imports = [
        [ours, "import", kind, os.path.join(files, f"{kind}.csv"), "--shop", shop, "--quiet"]
        for kind in ("interactions", "products", "queries", "reviews")
    ]
    return {
        "generate": [[GENERATOR, *sizes, "--output", files]],
        "import": imports,
        "train": [[ours, "train", "--only", "ranking", *common]],
        "lists": [[ours, "recommend", "--all", "--top", "20", "--format", "jsonl", "--output", lists, "--quiet", *common]],
    }


def measure(events, folder, options):
    """One row a step; the rows of a step with several commands are added up."""
    rows = []
    for step, several in commands(events, folder, options).items():
        usages = []
        for command in several:
            # Training tells the seconds and the memory of each of its steps.
            _, used = child.run(command, heard=lambda line: print(line, file=sys.stderr, flush=True))
            usages.append(used)
        row = {
            "events": events, "step": step, "threads": options.threads,
            "wall_seconds": round(sum(used.wall_seconds for used in usages), 2),
            "cpu_seconds": round(sum(used.cpu_seconds for used in usages), 2),
            "peak_bytes": max(used.peak_bytes for used in usages),
        }
        print(json.dumps(row), file=sys.stderr, flush=True)
        if options.out:
            with open(options.out, "a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
        rows.append(row)
    return rows


def growths(rows):
    """(step, events) → processor seconds an event over those of the next smaller size; None for short steps."""
    found = {}
    for step in STEPS:
        own = sorted((row for row in rows if row["step"] == step), key=lambda row: row["events"])
        for before, after in zip(own, own[1:]):
            known = before["cpu_seconds"] >= SHORTEST
            ratio = after["cpu_seconds"] / after["events"] / (before["cpu_seconds"] / before["events"]) if known else None
            found[step, after["events"]] = ratio
    return found


def table(rows, growth):
    lines = ["| events | step | wall s | processor s | peak GiB | growth |", "|--:|---|--:|--:|--:|--:|"]
    for row in rows:
        ratio = growth.get((row["step"], row["events"]))
        lines.append(
            f"| {row['events']:,} | {row['step']} | {row['wall_seconds']:.1f} | {row['cpu_seconds']:.1f} "
            f"| {row['peak_bytes'] / 2**30:.2f} | {'' if ratio is None else f'{ratio:.2f}'} |")
    return "\n".join(lines)


def main():
    options = parsed()
    if not os.path.exists(GENERATOR):
        sys.exit("ShopGenerator is not built: swift build -c release --package-path Benchmarks --product ShopGenerator")
    rows = []
    for events in sorted(options.events):
        folder = tempfile.mkdtemp(prefix=f"shop-{events}-", dir=options.work)
        try:
            rows += measure(events, folder, options)
        finally:
            shutil.rmtree(folder)
    growth = growths(rows)
    print(table(rows, growth))
    steep = [f"{step} at {events:,} events: {ratio:.2f}" for (step, events), ratio in growth.items()
             if ratio is not None and ratio > options.largest_growth]
    if steep:
        sys.exit("grows faster than the events: " + "; ".join(steep))


if __name__ == "__main__":
    main()
