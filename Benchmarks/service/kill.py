"""Kills the service again and again while events are posted, and counts what was acknowledged.

Usage: kill.py SHOP [--times 200] [--bowerbird .build/release/bowerbird]

SHOP is the folder of a trained shop; it is copied. Prints one JSON object; exit code 1 if an event was lost or doubled.
"""

import argparse
import http.client
import json
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

BASE = 2_000_000_000


def post_until_killed(port, numbers, acknowledged):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        while True:
            number = next(numbers)
            body = json.dumps({"user_id": f"kill-{number % 7}", "item_id": "a", "timestamp": BASE + number})
            connection.request("POST", "/v1/events", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            if response.status == 200:
                acknowledged.append(number)
    except (OSError, http.client.HTTPException):
        return


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shop")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--bowerbird", default=".build/release/bowerbird")
    arguments = parser.parse_args()
    acknowledged = []
    lock = threading.Lock()

    def counter():
        number = 0
        while True:
            yield number
            number += 1

    class Numbers:
        source = counter()

        def __next__(self):
            with lock:
                return next(self.source)

    numbers = Numbers()
    with tempfile.TemporaryDirectory() as name:
        shop = pathlib.Path(name) / "shop"
        shutil.copytree(arguments.shop, shop)
        for turn in range(arguments.times):
            service = subprocess.Popen(
                [arguments.bowerbird, "serve", "--shop", shop, "--port", "0"],
                stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
            )
            port = None
            while port is None:
                line = service.stderr.readline()
                if not line:
                    raise SystemExit("the service did not start")
                if line.startswith("listening on"):
                    port = int(line.rsplit(":", 1)[1])
            posters = [
                threading.Thread(target=post_until_killed, args=(port, numbers, acknowledged)) for _ in range(8)
            ]
            for poster in posters:
                poster.start()
            time.sleep(0.02 + turn % 17 * 0.01)
            service.send_signal(signal.SIGKILL)
            service.wait()
            for poster in posters:
                poster.join()
        rows = sqlite3.connect(shop / "shop.sqlite").execute(
            f"SELECT timestamp / 1000 - {BASE} FROM interactions WHERE timestamp >= {BASE}000"
        ).fetchall()
    stored = [row[0] for row in rows]
    lost = len(set(acknowledged) - set(stored))
    doubled = len(stored) - len(set(stored))
    print(json.dumps({"kills": arguments.times, "acknowledged": len(acknowledged), "lost": lost, "doubled": doubled}))
    sys.exit(1 if lost or doubled else 0)


if __name__ == "__main__":
    main()
