"""Measures the service beside a bare Hummingbird route that answers the same bytes, in the same run.

Usage: measure.py SHOP [--bowerbird .build/release/bowerbird] [--bare Benchmarks/service/bare/.build/release/BareRoute]

SHOP is the folder of a trained shop. It is copied, so that the events that are posted stay out of it. Needs `wrk`.
Prints one JSON object a line.
"""

import argparse
import concurrent.futures
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


def start(command, port):
    """Starts a server and waits until it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"{command[0]} ended at once: is port {port} taken?")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return process
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise SystemExit(f"{command[0]} does not answer")


def wrk(port, path=None, script=None, connections=16, seconds=10):
    """Runs wrk with one thread, as the server needs the cores too."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency"]
    if script:
        command += ["-s", str(script)]
    text = subprocess.run(
        command + [f"http://127.0.0.1:{port}{path or '/'}"], capture_output=True, text=True, check=True
    ).stdout
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    failed = re.findall(r"(?:Non-2xx or 3xx responses:|connect|read|write|timeout) (\d+)", text)
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    return {
        "requests": requests,
        "per_second": round(float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))),
        "p99_ms": round(float(value) * UNITS[unit], 2),
        "failed": sum(int(count) for count in failed),
    }


def cpu_seconds(process):
    """User and system time of a process so far, which tells more than its speed where others use the cores too."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def users_of(bowerbird, shop):
    text = subprocess.run(
        [bowerbird, "recommend", "--all", "--top", "1", "--format", "csv", "--shop", shop],
        capture_output=True, text=True, check=True,
    ).stdout
    return sorted({line.split(",")[0] for line in text.splitlines()[1:]})


def fresh_script(folder, users, top, explain):
    """Every request asks for a list that was not asked for before: of another user, and then longer by one."""
    script = folder / f"fresh-{explain}.lua"
    names = ",".join(json.dumps(user) for user in users)
    script.write_text(
        f"local users = {{{names}}}\nlocal count = 0\n"
        "request = function()\n  count = count + 1\n"
        "  local user = users[count % #users + 1]\n"
        f"  local top = {top} + math.floor(count / #users)\n"
        f'  return wrk.format("GET", "/v1/recommendations/" .. user .. "?explain={explain}&top=" .. top)\nend\n'
    )
    return script


def events_script(folder, users):
    script = folder / "events.lua"
    names = ",".join(json.dumps(user) for user in users)
    script.write_text(
        f"local users = {{{names}}}\nlocal count = 0\n"
        'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
        "request = function()\n  count = count + 1\n"
        '  local body = string.format(\'{"user_id":"%s","item_id":"bench","timestamp":%d}\','
        " users[count % #users + 1], 2000000000 + count)\n"
        '  return wrk.format(nil, "/v1/events", nil, body)\nend\n'
    )
    return script


def event_to_list(port, users, count=300):
    """Milliseconds from sending an event to having read a list that knows of it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(method, path, body=None):
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        return json.loads(connection.getresponse().read())

    times = []
    for number in range(count):
        user = users[number % len(users)]
        path = f"/v1/recommendations/{user}?top=20&explain=true&include_seen=false"
        before = [item["item_id"] for item in ask("GET", path)["items"]]
        body = json.dumps({"user_id": user, "item_id": before[0], "timestamp": 2000000000 + number})
        begin = time.perf_counter()
        ask("POST", "/v1/events", body)
        after = [item["item_id"] for item in ask("GET", path)["items"]]
        times.append((time.perf_counter() - begin) * 1e3)
        if before[0] in after:
            raise SystemExit(f"the list of {user} does not know of the event")
    times.sort()
    return {"median_ms": round(times[len(times) // 2], 2), "p99_ms": round(times[int(len(times) * 0.99)], 2)}


def swaps_under_load(bowerbird, shop, load, seconds):
    """Exchanges the model again and again while `load` runs; needs a shop with two models."""
    versions = [json.loads(line)["version"] for line in subprocess.run(
        [bowerbird, "models", "--shop", shop, "--format", "jsonl"], capture_output=True, text=True, check=True
    ).stdout.splitlines()]
    if len(versions) < 2:
        return None
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        running = pool.submit(load, seconds)
        swaps = 0
        while not running.done():
            version = versions[1 - swaps % 2]
            subprocess.run([bowerbird, "models", "rollback", version, "--shop", shop], capture_output=True, check=True)
            swaps += 1
            time.sleep(1)
        return running.result() | {"swaps": swaps}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shop")
    parser.add_argument("--bowerbird", default=".build/release/bowerbird")
    parser.add_argument("--bare", default="Benchmarks/service/bare/.build/release/BareRoute")
    parser.add_argument("--top", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=10)
    arguments = parser.parse_args()
    port, bare_port = 8181, 8182
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shop = folder / "shop"
        shutil.copytree(arguments.shop, shop)
        users = users_of(arguments.bowerbird, shop)
        path = f"/v1/recommendations/{users[0]}?top={arguments.top}&explain=true"
        processes = []

        def begin(command, port):
            processes.append(start(command, port))
            return processes[-1]

        def tell(what, figures):
            print(json.dumps({"what": what} | figures), flush=True)

        def load(what, process, *place, **options):
            before = cpu_seconds(process)
            figures = wrk(*place, **options)
            figures["cpu_ms_each"] = round((cpu_seconds(process) - before) * 1e3 / figures.pop("requests"), 3)
            tell(what, figures)

        try:
            service = begin([arguments.bowerbird, "serve", "--shop", str(shop), "--port", str(port)], port)
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", path)
            answer = connection.getresponse().read()
            (folder / "answer.json").write_bytes(answer)
            tell("a list", {"bytes": len(answer)})
            bare = begin([arguments.bare, str(folder / "answer.json"), str(bare_port)], bare_port)
            seconds = arguments.seconds
            for _ in range(2):
                load("bare route", bare, bare_port, path, seconds=seconds)
                load("kept list", service, port, path, seconds=seconds)
            for what, explain in [("fresh lists", "false"), ("fresh lists with reasons", "true")]:
                script = fresh_script(folder, users, arguments.top, explain)
                load(what, service, port, script=script, connections=4, seconds=seconds)
            swapped = swaps_under_load(
                arguments.bowerbird, str(shop), lambda seconds: wrk(port, path, seconds=seconds), seconds)
            tell("kept list while the model is exchanged", swapped or {"skipped": "the shop has one model"})
            tell("event to changed list", event_to_list(port, users))
            for connections in (1, 16, 64):
                script = events_script(folder, users)
                load(
                    f"events, {connections} connections", service, port, script=script, connections=connections,
                    seconds=seconds)
        finally:
            for process in processes:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()
