"""Runs the peers and Bowerbird on the same splits and appends one JSON line a set and model.

    run.py SET… --data DIR [--out FILE.jsonl] [--bowerbird PATH] [--only NAME…] [--threads N] [--work DIR]

SET is one of protocol.py, or `all`. Each model runs in a process of its own, one after the other, so that its peak memory
can be told. A row takes the place of an older one of the same set and model: `--only bowerbird` measures Bowerbird again
and keeps the peers' rows. Prepared files stay in --work and are made anew each time.
"""

import argparse
import fcntl
import json
import os
import sys
import tempfile

import bowerbird
import child
import models
import protocol

HERE = os.path.dirname(os.path.abspath(__file__))
EXECUTABLE = os.path.join(HERE, "..", "..", ".build", "release", "bowerbird")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", choices=["all", *protocol.BENCHMARKS], metavar="SET")
    parser.add_argument("--data", required=True, help="the folder with the data sets")
    parser.add_argument("--out", default=os.path.join(HERE, "results", "ranking.jsonl"))
    parser.add_argument("--bowerbird", default=os.environ.get("BOWERBIRD", EXECUTABLE))
    parser.add_argument("--only", nargs="+", default=None, help="names of models, as in the table; or bowerbird")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--work", default=None, help="a folder for prepared files; a temporary one otherwise")
    return parser.parse_args()


def names_of(name):
    peers = models.SESSION_MODELS if protocol.BENCHMARKS[name].split == "sessions" else models.USER_MODELS
    return [*peers, "bowerbird"]


def fit(work, name, threads):
    environment = {key: str(threads) for key in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    output, used = child.run([sys.executable, os.path.join(HERE, "fit.py"), work, name], environment)
    return {**json.loads(output.splitlines()[-1]), "peak_bytes": used.peak_bytes}


def store(path, row):
    """Writes `row` in the place of an older one of the same set and model, by a rename."""
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path + ".lock", "w") as lock:
        # Two runs may write to one file; without this the slower one would drop the other's row.
        fcntl.flock(lock, fcntl.LOCK_EX)
        replace(path, row)


def replace(path, row):
    rows = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
    places = [at for at, old in enumerate(rows) if (old["set"], old["model"]) == (row["set"], row["model"])]
    if places:
        rows[places[0]] = row
    else:
        rows.append(row)
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in rows)
    os.replace(path + ".part", path)


def rounded(row):
    return {key: round(value, 6) if isinstance(value, float) else value for key, value in row.items()}


def run_set(name, options, folder):
    work = os.path.join(folder, name)
    output, _ = child.run(
        [sys.executable, os.path.join(HERE, "prepare.py"), name, "--data", options.data, "--work", work])
    print(output.strip(), flush=True)
    for model in names_of(name):
        if options.only and model not in options.only:
            continue
        if model == "bowerbird":
            row = bowerbird.run(options.bowerbird, work, protocol.BENCHMARKS[name].split, options.threads)
        else:
            row = fit(work, model, options.threads)
        row = {"set": name, "model": model, **rounded(row), "threads": options.threads}
        store(options.out, row)
        print(json.dumps(row), flush=True)


def main():
    options = parsed()
    chosen = list(protocol.BENCHMARKS) if "all" in options.sets else options.sets
    if options.work:
        for name in chosen:
            run_set(name, options, options.work)
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            run_set(name, options, folder)


if __name__ == "__main__":
    main()
