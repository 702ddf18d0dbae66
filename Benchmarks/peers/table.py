"""Turns the rows that run.py wrote into Markdown: table.py [RESULTS.jsonl] [--set NAME…] [--into FILE.md]

With --into, the tables take the place of what stands between the two marks in the file.
"""

import argparse
import json
import os

import models
import protocol

HERE = os.path.dirname(os.path.abspath(__file__))
BEGIN, END = "<!-- tables of peers/table.py begin -->", "<!-- tables of peers/table.py end -->"
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


def ours_and_best(rows, column):
    """Bowerbird's row and the best peer's; None where one of them was not measured."""
    measured = [row for row in rows if column in row]
    ours = [row for row in measured if row["model"] == "bowerbird"]
    peers = [row for row in measured if row["model"] != "bowerbird"]
    return (ours[0], max(peers, key=lambda row: row[column])) if ours and peers else None


def summary(rows):
    """One line a set and deciding metric: Bowerbird beside the best peer."""
    lines = ["| set | protocol | metric | Bowerbird | best peer | | ratio |", "|---|---|---|--:|--:|---|--:|"]
    for name in protocol.BENCHMARKS:
        own = [row for row in rows if row["set"] == name]
        for column in SESSION_COLUMNS if is_sessions(name) else ("NDCG@10",):
            pair = ours_and_best(own, column)
            if pair:
                ours, best = pair
                lines.append(
                    f"| {name} | {protocol.BENCHMARKS[name].split} | {column} | {ours[column]:.4f} | {best[column]:.4f} "
                    f"| {best['model']} | {ours[column] / best[column]:.2f} |")
    return "\n".join(lines)


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
    return "\n".join(lines)


def put_into(path, text):
    with open(path, encoding="utf-8") as file:
        whole = file.read()
    if whole.count(BEGIN) != 1 or whole.count(END) != 1:
        raise SystemExit(f"{path} needs the line {BEGIN} and, below it, the line {END}, once each")
    before, after = whole.split(BEGIN)[0], whole.split(END)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{before}{BEGIN}\n{text}\n{END}{after}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", nargs="?", default=os.path.join(HERE, "results", "ranking.jsonl"))
    parser.add_argument("--set", nargs="+", choices=protocol.BENCHMARKS, default=list(protocol.BENCHMARKS))
    parser.add_argument("--into", default=None, metavar="FILE.md")
    options = parser.parse_args()
    with open(options.results, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sections = [summary([row for row in rows if row["set"] in options.set])]
    for name in options.set:
        own = [row for row in rows if row["set"] == name]
        if own:
            sections.append(section(name, own))
    text = "\n\n".join(sections)
    if options.into:
        put_into(options.into, text)
    else:
        print(text)


if __name__ == "__main__":
    main()
