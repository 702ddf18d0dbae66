"""Rounds taken in turn, the best of each, and a table with the ratio to the best peer."""
import json
import os
import subprocess
import time

# One thread each; must be set before the libraries load.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"


def bowerbird(program, *arguments):
    """What a benchmark program of ours prints, as a dictionary of figures."""
    return json.loads(subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout)


def seconds(action):
    """Processor seconds of one call."""
    start = time.process_time()
    action()
    return time.process_time() - start


def table(results, lower_is_better=()):
    """Prints a line a figure. results: {model: {figure: [one value a round]}}; ours is called Bowerbird."""
    ours = results["Bowerbird"]
    print(f"{'figure':<28}{'Bowerbird':>12}{'best peer':>12}  {'peer':<24}{'ratio':>6}")
    for figure, values in ours.items():
        pick = min if figure in lower_is_better else max
        peers = {name: pick(rows[figure]) for name, rows in results.items() if name != "Bowerbird" and figure in rows}
        if not peers:
            continue
        name = pick(peers, key=peers.get)
        own, best = pick(values), peers[name]
        print(f"{figure:<28}{own:>12,.2f}{best:>12,.2f}  {name:<24}{own / best:>6.2f}")
