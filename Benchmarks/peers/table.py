"""Turns the rows that run.py wrote into Markdown: table.py [RESULTS.jsonl] [--set NAME…]"""

import argparse
import json
import os

import models
import protocol

HERE = os.path.dirname(os.path.abspath(__file__))
USER_COLUMNS = ("HR@10", "NDCG@10", "Recall@20", "NDCG@20")
SESSION_COLUMNS = ("P@20", "MRR@20")


def is_sessions(name):
    return protocol.BENCHMARKS[name].split == "sessions"


def described(settings):
    return ", ".join(
        f"{key}={'+'.join(value) if isinstance(value, list) else value}" for key, value in settings.items())


def cells(row, columns):
    """The columns of one model; a model that was left out says why."""
    if "left_out" in row:
        return [row["model"], *("–" for _ in columns), "", "", "", "", f"left out: {row['left_out']}"]
    name = "**Bowerbird**" if row["model"] == "bowerbird" else row["model"]
    seconds = row["training_seconds"]
    return [
        name, *(f"{row[column]:.4f}" for column in columns), f"{seconds:.2f}" if seconds < 10 else f"{seconds:.0f}",
        f"{row['users_per_second']:,.0f}", f"{row['peak_bytes'] / 2**20:,.0f}", str(row["threads"]),
        described(row["settings"])]


def compared(rows, column):
    """One sentence: Bowerbird over the best peer."""
    measured = [row for row in rows if column in row]
    ours = [row for row in measured if row["model"] == "bowerbird"]
    peers = [row for row in measured if row["model"] != "bowerbird"]
    if not ours or not peers:
        return ""
    best = max(peers, key=lambda row: row[column])
    return (f"{column}: Bowerbird {ours[0][column]:.4f}, best peer {best[column]:.4f} ({best['model']}), "
            f"ratio {ours[0][column] / best[column]:.2f}.")


def section(name, rows):
    columns = SESSION_COLUMNS if is_sessions(name) else USER_COLUMNS
    order = [*(models.SESSION_MODELS if is_sessions(name) else models.USER_MODELS), "bowerbird"]
    rows = sorted(rows, key=lambda row: order.index(row["model"]))
    users = next((row["users"] for row in rows if "users" in row), 0)
    kind = "prefixes" if is_sessions(name) else "users"
    header = ["model", *columns, "train s", f"{kind}/s", "peak MiB", "threads", "settings"]
    lines = [f"### {name} ({protocol.BENCHMARKS[name].split}, {users:,} {kind})", ""]
    lines.append("| " + " | ".join(header) + " |")
    lines.append("|---|" + "--:|" * (len(header) - 2) + "---|")
    lines += ["| " + " | ".join(cells(row, columns)) + " |" for row in rows]
    sentences = [compared(rows, column) for column in (columns if is_sessions(name) else ("NDCG@10",))]
    return "\n".join([*lines, "", *filter(None, sentences)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", nargs="?", default=os.path.join(HERE, "results", "ranking.jsonl"))
    parser.add_argument("--set", nargs="+", choices=protocol.BENCHMARKS, default=list(protocol.BENCHMARKS))
    options = parser.parse_args()
    with open(options.results, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sections = []
    for name in options.set:
        own = [row for row in rows if row["set"] == name]
        if own:
            sections.append(section(name, own))
    print("\n\n".join(sections))


if __name__ == "__main__":
    main()
