"""The table of quality.py's results, Bowerbird beside the best peer and all rows: quality_table.py RESULTS --into PAGE."""
import argparse
import json
from pathlib import Path

BEGIN, END = "<!-- tables of text/quality_table.py begin -->", "<!-- tables of text/quality_table.py end -->"


def tables(rows):
    sets = list(dict.fromkeys(row["set"] for row in rows))
    yield "| set | tested | metric | Bowerbird | best peer | | ECE | ECE of that peer | train s | documents/s |"
    yield "|---|--:|---|--:|--:|---|--:|--:|--:|--:|"
    for name in sets:
        own = [row for row in rows if row["set"] == name and row["model"] == "Bowerbird"]
        peers = [row for row in rows if row["set"] == name and row["model"] != "Bowerbird"]
        if own and peers:
            best, own = max(peers, key=lambda row: row["value"]), own[0]
            yield (f"| {name} | {own['test']:,} | {own['metric']} | {own['value']:.4f} | {best['value']:.4f} | {best['model']} "
                   f"| {own['ECE']:.4f} | {best['ECE']:.4f} | {own['train s']:.1f} | {own['documents/s']:,} |")
    yield ""
    models = sorted({row["model"] for row in rows} - {"Bowerbird"})
    yield "| set | " + " | ".join(models) + " |"
    yield "|---" * (len(models) + 1) + "|"
    for name in sets:
        value = {row["model"]: f"{row['value']:.4f}" for row in rows if row["set"] == name}
        yield f"| {name} | " + " | ".join(value.get(model, "–") for model in models) + " |"


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("results", type=Path)
    options.add_argument("--into", type=Path, required=True)
    options = options.parse_args()
    rows = [json.loads(line) for line in options.results.read_text(encoding="utf-8").splitlines()]
    page = options.into.read_text(encoding="utf-8")
    head, tail = page.split(BEGIN)[0], page.split(END)[1]
    options.into.write_text(head + BEGIN + "\n" + "\n".join(tables(rows)) + "\n" + END + tail, encoding="utf-8")
