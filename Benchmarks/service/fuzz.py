"""Throws broken and hostile requests at a real service, and looks whether it stands.

Usage: fuzz.py SHOP [--requests 100000] [--seed 0] [--connections 8] [--bowerbird .build/release/bowerbird]

SHOP is the folder of a trained shop; it is copied. Every request is made from the seed. Looked for: a process that ended, an
answer that is no HTTP, a status of 5xx that is ours (503 and 507 are told in the document), no answer within a minute, the
private user's name in an answer to a key that may not see users, a store that is not whole afterwards. Prints one JSON object;
exit code 1 if anything was found.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

SECRET = "hush-3f9a1c"
ALLOWED_5XX = {503, 507}
INJECTIONS = [
    "' OR '1'='1", "'; DROP TABLE users; --", "\" UNION SELECT digest FROM api_keys --", "<script>alert(1)</script>",
    "{{7*7}}", "${jndi:ldap://x}", "%00", "\x00", "../../../../etc/passwd", "..\\..\\windows", "a" * 5000, "\u202e", "\U0001f9ff",
    "NaN", "-1", "1e309", "9" * 400, "true", "[]", "\r\nX-Evil: 1", "%0d%0aX-Evil:%201", "..;/", "%c0%ae%c0%ae/", "%zz", "+", "&",
]
PATHS = [
    "/v1/recommendations/u0", "/v1/similar/a", "/v1/categories?q=tent", "/v1/predictions/churn/u0", "/v1/predictions/rating/u0?item=a",
    "/v1/segments", "/v1/users/u0", "/v1/train", "/metrics", "/openapi.json", "/healthz", "/readyz", "/", "/console/user?user=u0",
    "/console/product?item=a", "/console/query?q=x", "/console/review?text=x", "/console/style.css",
    "/console/segments", "/console/audience?where=churn>0.5", "/console/experiments", "/console/models", "/console/evaluation", "/console/imports",
    "/console/jobs", "/console/settings", "/console/report?task=ranking", "/v1/products/a", "/v1/models", "/api/user/u0", "/api/recommend/u0",
    "/api/items?n=3", "/api/users?n=3", "/api/feedback?n=3",
]
BODIES = [
    ("POST", "/v1/events", '{"user_id":"u1","item_id":"a","timestamp":1767225600,"event_type":"view","price":3,"currency":"EUR"}'),
    ("POST", "/v1/events", '[{"user_id":"u1","item_id":"a","timestamp":"2026-01-01T00:00:00Z"},{"user_id":"u2","item_id":"b","timestamp":1}]'),
    ("POST", "/v1/reviews", '{"text":"good","rating":4,"user_id":"u1","item_id":"a"}'),
    ("PUT", "/v1/products/zz", '{"title":"T","categories":["A > B"],"price":1.5,"currency":"EUR","available":true}'),
    ("POST", "/v1/sentiment", '{"text":"it leaks","explain":true}'),
    ("POST", "/v1/sentiment", '{"texts":["a","b"]}'),
    ("POST", "/v1/sessions/recommendations?top=3", '{"items":["a","b"]}'),
    ("POST", "/v1/predictions/churn", '{"users":["u0","u1"],"horizon":30,"explain":true}'),
    ("POST", "/console/sign-in", "key=bb_0123456789ab_00&next=/console/models"),
    ("POST", "/console/train", "token=x&preset=fast"),
    ("POST", "/console/rollback", "token=x&version=.."),
    ("POST", "/api/feedback", '[{"FeedbackType":"view","UserId":"u1","ItemId":"a","Timestamp":"2026-01-01T00:00:00Z"}]'),
    ("POST", "/api/item", '{"ItemId":"zz","Labels":["x"],"Categories":["c"],"IsHidden":false}'),
    ("POST", "/v1/pages?url=x", "<html><title>T</title><script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"N\",\"sku\":\"zz\"}</script></html>"),
]


class Maker:
    """Makes requests from a seed, as bytes. None of them may see users."""

    def __init__(self, seed, keys):
        self.random = random.Random(seed)
        self.keys = keys
        self.kinds = [self.path, self.query, self.head, self.mutated_body, self.bad_json, self.flipped, self.lengths, self.access, self.noise]

    def next(self):
        return self.random.choice(self.kinds)()

    def key(self):
        return self.random.choice([self.keys["read"], self.keys["write"]])

    def build(self, method, path, body=None, headers=(), kind="application/json", key=None):
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
        if key is None:
            key = self.key()
        if key:
            lines.append(f"Authorization: Bearer {key}")
        lines += headers
        data = b""
        if body is not None:
            data = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(data)}"]
        return "\r\n".join(lines).encode("utf-8", "surrogatepass") + b"\r\n\r\n" + data

    def injection(self):
        return self.random.choice(INJECTIONS)

    def quoted(self, text):
        return "".join(c if c.isalnum() or self.random.random() < 0.1 else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogatepass")) for c in text)

    def path(self):
        start = self.random.choice(PATHS).split("?")[0].rsplit("/", 1)[0]
        tail = self.random.choice([self.quoted(self.injection()), self.injection().replace(" ", "%20").replace("\r", "").replace("\n", "").replace("\x00", "")])
        tricks = self.random.choice(["", "/..", "//", "/./", "/%2e%2e/%2e%2e", "/..%2f..%2fetc%2fpasswd", "/%00", ";x=1", "/" * 500])
        return self.build(self.random.choice(["GET", "HEAD", "DELETE", "POST"]), f"{start}{tricks}/{tail}")

    def query(self):
        path = self.random.choice(PATHS).split("?")[0]
        names = ["top", "category", "where", "min_price", "cursor", "q", "horizon", "as_of", "item", "explain", "page", "n", "user", "text", "count", "diversity"]
        pairs = "&".join(f"{self.random.choice(names)}={self.quoted(self.injection())}" for _ in range(self.random.randint(1, 6)))
        return self.build("GET", f"{path}?{pairs}")

    def head(self):
        path = self.random.choice(PATHS)
        odd = self.random.choice([
            [f"X-Big: {'x' * 90_000}"], [f"X-{n}: 1" for n in range(2000)], ["X-Request-Id: " + "a" * 500], ["X-Request-Id: <b>"],
            ["If-None-Match: " + ",".join(['"x"'] * 500)], ["Accept-Encoding: gzip;q=0, *;q=9"], ["Range: bytes=0-1"], ["Expect: 100-continue"],
            ["Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings"], ["Host: evil.example"], ["X-Forwarded-For: 127.0.0.1"], [" folded: x"], ["NoColon"],
            ["X-Method-Override: DELETE"], ["Idempotency-Key: "], ["Idempotency-Key: " + "k" * 999], ["Cookie: " + "a=b; " * 900],
            ["Cookie: bowerbird_session=" + "0" * 64, "Accept: text/html"], ["Cookie: bowerbird_session", "Accept: text/html"],
        ])
        method = self.random.choice(["GET", "get", "TRACE", "CONNECT", "OPTIONS", "PATCH", "PROPFIND", "G" * 300, "HEAD"])
        return self.build(method, path, headers=odd)

    def mutated_body(self):
        method, path, body = self.random.choice(BODIES)
        for _ in range(self.random.randint(1, 4)):
            strings = list(re.finditer(r'"[^"]*"|\d+', body))
            if not strings:
                break
            place = self.random.choice(strings)
            value = self.random.choice([json.dumps(self.injection()), "null", "{}", "[]", "-1e999", "1e308", "0.1", "true", '"\\ud800"', '"2026-13-45"', str(2**63), str(-(2**63) - 1), '""'])
            body = body[: place.start()] + value + body[place.end() :]
        kind = self.random.choice(["application/json"] * 6 + ["application/x-ndjson", "application/x-www-form-urlencoded", "text/html", "text/plain", "", "application/json; charset=utf-16"])
        return self.build(method, path, body, kind=kind)

    def bad_json(self):
        method, path, _ = self.random.choice(BODIES)
        body = self.random.choice([
            b"[" * 50_000, b'{"a":' * 20_000, b"\xff\xfe\x00", b'{"user_id":"\xc3\x28"}', b"\xef\xbb\xbf{}", b"", b"nul", b'{"a":1,"a":2}', b'{"text":"\\u00"}',
            b'{"text":"' + b"\xf0\x9f" + b'"}', b"{" + b'"k":1,' * 5000 + b'"z":1}', b'{"texts":[' + b'"",' * 3000 + b'""]}', b"1" * 100_000, b'"' + b"\\" * 9999 + b'"',
        ])
        return self.build(method, path, body, kind=self.random.choice(["application/json", "application/x-ndjson"]))

    def flipped(self):
        method, path, body = self.random.choice(BODIES)
        request = bytearray(self.build(method, path, body))
        for _ in range(self.random.randint(1, 12)):
            place = self.random.randrange(len(request))
            action = self.random.random()
            if action < 0.6:
                request[place] ^= 1 << self.random.randrange(8)
            elif action < 0.8:
                del request[place]
            else:
                request.insert(place, self.random.randrange(256))
        return bytes(request)

    def lengths(self):
        method, path, body = self.random.choice(BODIES)
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.key()}\r\nContent-Type: application/json\r\n"
        tail = self.random.choice([
            "Content-Length: 999999999999\r\n\r\n", "Content-Length: -5\r\n\r\n", "Content-Length: 5\r\nContent-Length: 50\r\n\r\n" + body,
            "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /v1/users/x HTTP/1.1\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}", "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", f"Content-Length: {len(body)}\r\n\r\n{body[: len(body) // 2]}",
            "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n" + "1\r\n{\r\n" * 2000 + "0\r\n\r\n", "\r\n",
            "Content-Length: 9000000\r\n\r\n" + " " * 65536,
        ])
        return (head + tail).encode()

    def access(self):
        path = self.random.choice(["/v1/users/" + SECRET, "/console/user?user=" + SECRET, "/api/user/" + SECRET, "/api/users?n=100", "/api/feedback?n=100", "/v1/train", "/v1/users/%68ush-3f9a1c", "//v1/users/" + SECRET, "/v1/users/" + SECRET + "/", "/V1/users/" + SECRET])
        key = self.random.choice(["", self.keys["read"], self.keys["write"], self.keys["admin"][:-1], self.keys["admin"].upper(), "bb_", self.keys["read"] + self.keys["admin"], "a" * 4000])
        headers = self.random.choice([[], ["Authorization: Basic !!!"], ["X-API-Key: " + self.keys["read"]], ["Authorization: Bearer"], ["X-API-Key: ", "X-API-Key: "]])
        return self.build(self.random.choice(["GET", "HEAD", "DELETE", "POST"]), path, headers=headers, key=key)

    def noise(self):
        return self.random.choice([
            self.random.randbytes(self.random.randint(1, 400)), b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/0.9\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
            b"GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /healthz HTTP/1.1\n\n", b"\r\n" * 500, b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20,
        ])


class Faults:
    def __init__(self):
        self.lock = threading.Lock()
        self.found = []
        self.statuses = collections.Counter()

    def add(self, what, request, answer=b""):
        with self.lock:
            if len(self.found) < 20:
                self.found.append({"what": what, "request": repr(request[:400]), "answer": repr(answer[:400])})

    def count(self, status):
        with self.lock:
            self.statuses[status] += 1


def receive(connection):
    """What is answered until the connection closes, or nothing comes for a moment after something came."""
    answer = b""
    try:
        while len(answer) < 1 << 22:
            piece = connection.recv(65536)
            if not piece:
                return answer, True
            answer += piece
            head, mark, rest = answer.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
            if mark and length and len(rest) >= int(length[1]):
                return answer, False
            if mark and (b" 304 " in head[:20] or b" 204 " in head[:20]):
                return answer, False
    except OSError:
        return answer, True
    return answer, True


def throw(port, maker, count, faults):
    for _ in range(count):
        request = maker.next()
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
                try:
                    connection.sendall(request)
                    connection.shutdown(socket.SHUT_WR)
                except OSError:
                    pass
                start = time.monotonic()
                answer, _ = receive(connection)
                if time.monotonic() - start > 59:
                    faults.add("no answer within a minute", request, answer)
        except OSError as error:
            faults.add(f"no connection: {error}", request)
            continue
        for status in re.findall(rb"HTTP/1\.[01] (\d{3})", answer[:16] if answer.startswith(b"HTTP") else b""):
            code = int(status)
            faults.count(code)
            if code >= 500 and code not in ALLOWED_5XX:
                faults.add("5xx", request, answer)
        if not answer:
            faults.count("closed")
        elif not answer.startswith(b"HTTP/1."):
            faults.add("no HTTP", request, answer)
        if SECRET.encode() in answer and b"ush-3f9a1c" not in request:
            faults.add("another user's name", request, answer)
        if b"secret words of " in answer:
            faults.add("another user's data", request, answer)
        if b"X-Evil: 1" in answer.partition(b"\r\n\r\n")[0]:
            faults.add("a header from outside", request, answer)


def run(command, *arguments, **options):
    return subprocess.run([command, *map(str, arguments)], check=True, capture_output=True, text=True, **options).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shop")
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--bowerbird", default=".build/release/bowerbird")
    arguments = parser.parse_args()
    program = arguments.bowerbird
    faults = Faults()
    with tempfile.TemporaryDirectory() as name:
        shop = pathlib.Path(name) / "shop"
        shutil.copytree(arguments.shop, shop)
        private = pathlib.Path(name) / "private.csv"
        private.write_text(f"user_id,item_id,timestamp,query\n{SECRET},a,1767225600,secret words of {SECRET}\n")
        run(program, "import", "interactions", private, "--shop", shop)
        keys = {scope: json.loads(run(program, "keys", "create", scope, "--scope", scope, "--shop", shop))["key"] for scope in ["read", "write", "admin"]}
        log = open(pathlib.Path(name) / "log", "w+")
        service = subprocess.Popen([program, "serve", "--shop", shop, "--port", "0"], stderr=log, stdout=subprocess.DEVNULL)
        port = None
        while port is None and service.poll() is None:
            time.sleep(0.02)
            found = re.search(r"listening on \S+:(\d+)\n", pathlib.Path(log.name).read_text())
            port = int(found[1]) if found else None
        if port is None:
            raise SystemExit("the service did not start")
        start = time.monotonic()
        threads = [
            threading.Thread(target=throw, args=(port, Maker(arguments.seed * 1000 + n, keys), arguments.requests // arguments.connections, faults))
            for n in range(arguments.connections)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - start
        if service.poll() is not None:
            faults.add(f"the service ended with {service.returncode}", b"")
        else:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if b" 200 " not in receive(connection)[0][:20]:
                    faults.add("not healthy afterwards", b"")
            memory = re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{service.pid}/status").read_text())
            service.send_signal(signal.SIGTERM)
            service.wait(60)
        text = pathlib.Path(log.name).read_text()
        for scope, key in keys.items():
            if key in text:
                faults.add(f"the key for {scope} is in the log", b"")
        doctor = subprocess.run([program, "doctor", "--shop", str(shop)], capture_output=True, text=True)
        if doctor.returncode != 0:
            faults.add("the shop is not whole afterwards", b"", doctor.stdout.encode())
        if json.loads(run(program, "export-user", SECRET, "--shop", shop))["user_id"] != SECRET:
            faults.add("the private user is gone", b"")
    print(json.dumps({
        "requests": sum(faults.statuses.values()), "seconds": round(seconds, 1), "seed": arguments.seed,
        "statuses": {str(key): count for key, count in sorted(faults.statuses.items(), key=lambda pair: str(pair[0]))},
        "rss_mib": round(int(memory[1]) / 1024) if memory else None, "faults": faults.found,
    }))
    sys.exit(1 if faults.found else 0)


if __name__ == "__main__":
    main()
