"""Mixed load for minutes: does the service's memory stay flat, and does every request succeed?

Usage: soak.py SHOP [--minutes 10] [--warm-up 2] [--events 5000] [--bowerbird .build/release/bowerbird]

SHOP is the folder of a trained shop; it is copied. Four clients ask for lists (kept and fresh, with and without reasons), similar
items, sessions, sentiments, categories, predictions and post events, in proportions like a shop's. Events are drawn from
--events different ones, which have all been stored by the end of the warm-up: what users did is kept in memory, and a shop that
grows for ever needs more of it for ever, which would hide what else grows. Every five seconds the
resident memory is read. Prints one JSON object: the median of the first and of the last fifth after the warm-up; exit code 1 if
they differ by more than five percent or a request failed.
"""

import argparse
import http.client
import json
import pathlib
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse


def events_of(count, users, items, newest):
    choice = random.Random(0)
    return [
        {"user_id": choice.choice(users), "item_id": choice.choice(items), "timestamp": newest + choice.random() * 3600, "event_type": "view"}
        for _ in range(count)
    ]


def load(port, seed, users, items, events, until, tally, lock):
    choice = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    quoted = [urllib.parse.quote(user, safe="") for user in users]
    while time.monotonic() < until:
        user = choice.choice(quoted)
        draw = choice.random()
        method, body = "GET", None
        if draw < 0.45:
            name, path = "list", f"/v1/recommendations/{user}"
        elif draw < 0.55:
            name, path = "list with reasons", f"/v1/recommendations/{user}?explain=true&top={choice.randint(5, 20)}"
        elif draw < 0.65:
            name, path = "similar", f"/v1/similar/{urllib.parse.quote(choice.choice(items), safe='')}"
        elif draw < 0.72:
            name, method, path, body = "session", "POST", "/v1/sessions/recommendations", {"items": choice.sample(items, 2)}
        elif draw < 0.74:
            name, method, path, body = "sentiment", "POST", "/v1/sentiment", {"text": f"good but {choice.random()}", "explain": True}
        elif draw < 0.76:
            name, path = "categories", f"/v1/categories?q=blue+shoes+{choice.randint(0, 999)}"
        elif draw < 0.82:
            kind = choice.choice(["purchase?explain=true", "churn?explain=true", "spend", "timing"]).split("?")
            name, path = "prediction", "?".join([f"/v1/predictions/{kind[0]}/{user}", *kind[1:]])
        elif draw < 0.83:
            name, path = "metrics", "/metrics"
        else:
            name, method, path = "event", "POST", "/v1/events"
            body = choice.choice(events)
        try:
            connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"} if body else {})
            response = connection.getresponse()
            response.read()
            status = response.status
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            status = type(error).__name__
        with lock:
            key = f"{name} {status}"
            tally[key] = tally.get(key, 0) + 1


def resident(process):
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shop")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--warm-up", type=float, default=2)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--bowerbird", default=".build/release/bowerbird")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        shop = pathlib.Path(name) / "shop"
        shutil.copytree(arguments.shop, shop)
        store = sqlite3.connect(shop / "shop.sqlite")
        users = [row[0] for row in store.execute("SELECT name FROM users ORDER BY id LIMIT 20000")]
        items = [row[0] for row in store.execute("SELECT name FROM items ORDER BY id LIMIT 20000")]
        newest = store.execute("SELECT MAX(timestamp) FROM interactions").fetchone()[0] // 1000
        store.close()
        events = events_of(arguments.events, users, items, newest)
        log = pathlib.Path(name) / "log"
        service = subprocess.Popen([arguments.bowerbird, "serve", "--shop", shop, "--port", "0"], stderr=open(log, "w"), stdout=subprocess.DEVNULL)
        found = None
        while found is None:
            if service.poll() is not None:
                raise SystemExit("the service did not start")
            time.sleep(0.05)
            found = re.search(r"listening on \S+:(\d+)\n", log.read_text())
        port = int(found[1])
        start = time.monotonic()
        until = start + arguments.minutes * 60
        tally, lock = {}, threading.Lock()
        clients = [threading.Thread(target=load, args=(port, n, users, items, events, until, tally, lock)) for n in range(4)]
        for client in clients:
            client.start()
        samples = []
        while time.monotonic() < until:
            time.sleep(5)
            samples.append((time.monotonic() - start, resident(service)))
        for client in clients:
            client.join()
        service.terminate()
        code = service.wait()
    steady = [size for moment, size in samples if moment > arguments.warm_up * 60]
    fifth = max(len(steady) // 5, 1)
    first, last = statistics.median(steady[:fifth]), statistics.median(steady[-fifth:])
    # A shop without texts or behaviour says so with 503.
    failed = sum(count for key, count in tally.items() if not re.search(r" (200|404|503)$", key))
    print(json.dumps({
        "minutes": arguments.minutes, "requests": sum(tally.values()), "failed": failed, "exit_code": code,
        "rss_mib_first": round(first, 1), "rss_mib_last": round(last, 1), "change": round(last / first - 1, 4), "rss_mib_highest": round(max(size for _, size in samples), 1),
        "answers": dict(sorted(tally.items())),
    }))
    sys.exit(1 if failed or code or abs(last / first - 1) > 0.05 else 0)


if __name__ == "__main__":
    main()
