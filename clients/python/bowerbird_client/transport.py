"""Requests that may be sent again, over http.client of the standard library."""

import http.client
import json
import random
import ssl
import time
import urllib.parse
import uuid
from typing import Any


class BowerbirdError(Exception):
    """The service refused a request; its text says what to do about it (RFC 9457)."""

    def __init__(self, status: int, kind: str, detail: str, request_id: str | None) -> None:
        super().__init__(f"{status} {kind}: {detail}")
        self.status = status
        self.kind = kind
        self.detail = detail
        self.request_id = request_id


class Unreachable(Exception):
    """The service did not answer, however often it was asked."""


class Transport:
    """One connection, kept open between requests. Not for several threads at once: give each its own client."""

    # Busy, or on the way to being there again.
    _passing = {429, 502, 503, 504}

    def __init__(self, base: str, key: str | None, timeout: float, attempts: int, pause: float) -> None:
        parts = urllib.parse.urlsplit(base)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{base!r}: write an address like http://127.0.0.1:8080")
        if attempts < 1:
            raise ValueError("attempts must be at least 1")
        self._is_secure = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port
        self._prefix = parts.path.rstrip("/")
        self._key = key
        self._timeout = timeout
        self._attempts = attempts
        self._pause = pause
        self._connection: http.client.HTTPConnection | None = None

    def close(self) -> None:
        """Closes the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def request(
        self, method: str, path: str, query: list[tuple[str, str]] | None = None, body: object = None, *,
        is_write: bool = False, attempts: int | None = None,
    ) -> Any:
        """Sends a request, again where that is safe, and returns the JSON of the answer.

        Reads change nothing; writes carry one Idempotency-Key through all attempts, so that nothing is stored twice.
        """
        target = self._prefix + path + ("?" + urllib.parse.urlencode(query) if query else "")
        headers = {"Accept": "application/json"}
        if self._key is not None:
            headers["Authorization"] = f"Bearer {self._key}"
        data: bytes | None = None
        if body is not None:
            data = json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
            headers["Content-Type"] = "application/json"
        if is_write:
            headers["Idempotency-Key"] = str(uuid.uuid4())
        attempts = attempts or self._attempts
        for attempt in range(attempts):
            is_last = attempt == attempts - 1
            try:
                status, answer, wait = self._send(method, target, data, headers)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if is_last:
                    raise Unreachable(f"{self._host} did not answer: {error}") from error
                self._sleep(attempt, None)
                continue
            if status < 300:
                return answer
            if status in self._passing and not is_last:
                self._sleep(attempt, wait)
                continue
            raise self._refusal(status, answer)
        raise AssertionError("at least one attempt is made")

    def _send(
        self, method: str, target: str, data: bytes | None, headers: dict[str, str]
    ) -> tuple[int, Any, float | None]:
        if self._connection is None:
            if self._is_secure:
                self._connection = http.client.HTTPSConnection(
                    self._host, self._port, timeout=self._timeout, context=ssl.create_default_context())
            else:
                self._connection = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
        self._connection.request(method, target, body=data, headers=headers)
        response = self._connection.getresponse()
        text = response.read()
        try:
            answer = json.loads(text) if text else None
        except ValueError:
            answer = None
        wait = response.getheader("Retry-After")
        return response.status, answer, float(wait) if wait is not None and wait.isdigit() else None

    # Twice as long every time, and not everybody at once.
    def _sleep(self, attempt: int, wait: float | None) -> None:
        time.sleep(wait if wait is not None else self._pause * 2**attempt * random.uniform(0.5, 1))

    @staticmethod
    def _refusal(status: int, answer: Any) -> BowerbirdError:
        problem = answer if isinstance(answer, dict) else {}
        kind = str(problem.get("type", "")).rsplit(":", 1)[-1] or "unknown"
        return BowerbirdError(status, kind, str(problem.get("detail", "")), problem.get("request_id"))
