"""Measures predictions over HTTP: how long one takes, alone and while events are posted.

Usage: predictions.py SHOP [--count 2000] [--bowerbird .build/release/bowerbird]

SHOP is the folder of a trained shop with a model of behaviour. It is copied, so that the events that are posted stay out of it.
One client on one connection asks for users in turn. Prints one JSON object a line: milliseconds from sending to having read.
"""

import argparse
import http.client
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.parse


def serve(program, shop, log):
    service = subprocess.Popen([program, "serve", "--shop", shop, "--port", "0"], stderr=open(log, "w"), stdout=subprocess.DEVNULL)
    while service.poll() is None:
        found = re.search(r"listening on \S+:(\d+)\n", pathlib.Path(log).read_text())
        if found:
            return service, int(found[1])
        time.sleep(0.02)
    raise SystemExit("the service did not start")


def ask(connection, method, path, body=None):
    start = time.perf_counter()
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    response = connection.getresponse()
    response.read()
    return response.status, (time.perf_counter() - start) * 1000


def quantiles(times):
    times = sorted(times)
    return {name: round(times[min(int(share * len(times)), len(times) - 1)], 2) for name, share in [("p50_ms", 0.5), ("p99_ms", 0.99), ("max_ms", 1)]}


def measure(port, paths):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    times = []
    statuses = {}
    for path in paths:
        status, milliseconds = ask(connection, "GET", path)
        statuses[str(status)] = statuses.get(str(status), 0) + 1
        times.append(milliseconds)
    return {"requests": len(times), "statuses": statuses, **quantiles(times)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shop")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--bowerbird", default=".build/release/bowerbird")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        shop = pathlib.Path(name) / "shop"
        shutil.copytree(arguments.shop, shop)
        store = sqlite3.connect(shop / "shop.sqlite")
        users = [row[0] for row in store.execute("SELECT name FROM users WHERE id IN (SELECT user FROM interactions) ORDER BY id LIMIT ?", (arguments.count,))]
        item = store.execute("SELECT name FROM items ORDER BY id LIMIT 1").fetchone()[0]
        newest = store.execute("SELECT MAX(timestamp) FROM interactions").fetchone()[0] // 1000
        events = store.execute("SELECT COUNT(*) FROM interactions").fetchone()[0]
        store.close()
        service, port = serve(arguments.bowerbird, shop, pathlib.Path(name) / "log")
        try:
            print(json.dumps({"what": "shop", "users": len(users), "interactions": events}), flush=True)
            for kind, query in [("purchase", ""), ("purchase", "?explain=true"), ("churn", "?explain=true"), ("quantity", ""), ("spend", ""), ("timing", ""), ("browse", ""), ("rating", "?item=" + urllib.parse.quote(item))]:
                paths = [f"/v1/predictions/{kind}/{urllib.parse.quote(user, safe='')}{query}" for user in users]
                first = measure(port, paths[:1])
                print(json.dumps({"what": kind + query, "first_ms": first["max_ms"], **measure(port, paths)}), flush=True)
            done = threading.Event()
            posted = [0]

            def post():
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                while not done.is_set():
                    posted[0] += 1
                    body = json.dumps({"user_id": users[posted[0] % len(users)], "item_id": item, "timestamp": newest + posted[0] / 1000, "event_type": "view"})
                    ask(connection, "POST", "/v1/events", body)
                    time.sleep(0.01)

            poster = threading.Thread(target=post)
            poster.start()
            paths = [f"/v1/predictions/purchase/{urllib.parse.quote(user, safe='')}" for user in users]
            rest = measure(port, (paths * 20)[: 10 * arguments.count])
            done.set()
            poster.join()
            print(json.dumps({"what": "purchase while events are posted", "posted": posted[0], **rest}), flush=True)
            status = pathlib.Path(f"/proc/{service.pid}/status").read_text()
            print(json.dumps({"what": "memory", "rss_mib": round(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024)}))
        finally:
            service.terminate()
            service.wait()


if __name__ == "__main__":
    main()
