"""The client against a real service: BOWERBIRD_URL, and BOWERBIRD_KEY with all scopes."""

import doctest
import os
import socket
import threading
import unittest
from pathlib import Path

from bowerbird_client import Bowerbird, BowerbirdError, Unreachable
from bowerbird_client.types import Event

URL = os.environ["BOWERBIRD_URL"]
KEY = os.environ.get("BOWERBIRD_KEY")


class ClientTests(unittest.TestCase):
    def setUp(self) -> None:
        self.shop = Bowerbird(URL, KEY, pause=0.01)
        self.addCleanup(self.shop.close)

    def test_lists(self) -> None:
        answer = self.shop.recommendations("u0", top=3, explain=True, include_seen=True)
        self.assertEqual([item["rank"] for item in answer["items"]], [1, 2, 3])
        self.assertTrue(all(item["reasons"] for item in answer["items"]))
        shoes = self.shop.recommendations("stranger/with a slash?", category=["Shoes"])
        self.assertEqual({item["item_id"] for item in shoes["items"]}, {"c", "d", "f"})
        self.assertTrue(shoes["cold_start"])
        self.assertEqual(self.shop.similar("a", top=1)["items"][0]["item_id"], "b")
        self.assertEqual(self.shop.session(["a"], top=1)["items"][0]["item_id"], "b")

    def test_pages(self) -> None:
        page = self.shop.recommendations("newcomer", top=2, page=True)
        seen = [item["item_id"] for item in page["items"]]
        while "next_cursor" in page:
            page = self.shop.recommendations("newcomer", top=2, cursor=page["next_cursor"])
            seen += [item["item_id"] for item in page["items"]]
        self.assertEqual(len(seen), 6)
        self.assertEqual(len(set(seen)), 6)

    def test_texts(self) -> None:
        self.assertEqual(self.shop.sentiment("love it", explain=True)["label"], "positive")
        self.assertEqual([one["label"] for one in self.shop.sentiments(["love it", "it leaks"])],
                         ["positive", "negative"])
        self.assertEqual(self.shop.categories("winter boots", top=1)["categories"][0]["category"], "Boots")

    def test_rows(self) -> None:
        event: Event = {"user_id": "é/?#", "item_id": "a", "timestamp": "2026-03-01T10:00:00Z", "event_type": "view"}
        stored = self.shop.send_events([event, {"user_id": "", "item_id": "a", "timestamp": 1}])
        self.assertEqual(stored["stored"]["interactions"]["inserted"], 1)
        self.assertEqual(stored["rejected"][0]["row"], 2)
        again = self.shop.send_events([event])
        self.assertEqual(again["stored"]["interactions"]["unchanged"], 1)
        self.shop.put_product("new", {"title": "New", "price": 3}, material="wool")
        self.shop.send_reviews([{"text": "fine", "user_id": "é/?#", "item_id": "a", "rating": 4}])
        known = self.shop.export_user("é/?#")
        assert known is not None
        self.assertEqual(len(known["interactions"]), 1)
        self.assertEqual(self.shop.forget_user("é/?#")["erased"]["reviews"], 1)
        self.assertIsNone(self.shop.export_user("é/?#"))

    def test_predictions_without_a_model_of_behaviour(self) -> None:
        with self.assertRaises(BowerbirdError) as raised:
            Bowerbird(URL, KEY, attempts=1).prediction("churn", "u0")
        self.assertEqual((raised.exception.status, raised.exception.kind), (503, "not-trained"))
        self.assertIn("bowerbird train", raised.exception.detail)

    def test_refusals(self) -> None:
        with self.assertRaises(BowerbirdError) as raised:
            self.shop.recommendations("u0", top=0)
        self.assertEqual((raised.exception.status, raised.exception.kind), (400, "bad-parameter"))
        self.assertTrue(raised.exception.request_id)
        with self.assertRaises(BowerbirdError) as raised:
            Bowerbird(URL, "bb_wrong").recommendations("u0")
        self.assertEqual(raised.exception.status, 401)
        self.assertTrue(self.shop.is_ready())
        self.assertEqual(self.shop.training()["state"], "none")
        with self.assertRaises(ValueError):
            Bowerbird("127.0.0.1")

    def test_a_write_whose_answer_was_lost_is_stored_once(self) -> None:
        with LossyRelay(URL, lost=2) as relay:
            shop = Bowerbird(relay.url, KEY, pause=0.01)
            event: Event = {"user_id": "relayed", "item_id": "a", "timestamp": 1767400000}
            stored = shop.send_events([event])
            # The first attempt was stored; the answer to it is the one that came through.
            self.assertEqual(stored["stored"]["interactions"]["inserted"], 1)
            self.assertEqual(relay.connections, 3)
        known = self.shop.export_user("relayed")
        assert known is not None
        self.assertEqual(len(known["interactions"]), 1)

    def test_nobody_there(self) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        shop = Bowerbird(f"http://127.0.0.1:{port}", attempts=2, pause=0.01)
        with self.assertRaises(Unreachable):
            shop.recommendations("u0")
        self.assertFalse(shop.is_ready())


class LossyRelay:
    """Passes requests on to the service, and hangs up instead of passing the first answers back."""

    def __init__(self, target: str, lost: int) -> None:
        host, port = target.removeprefix("http://").split(":")
        self._target = (host, int(port))
        self._lost = lost
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> "LossyRelay":
        threading.Thread(target=self._run, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _run(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            with client, socket.create_connection(self._target) as server:
                # Small requests come in one or two pieces; the head says how long the body is.
                request = b""
                while True:
                    request += client.recv(65536)
                    head, _, body = request.partition(b"\r\n\r\n")
                    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                    if lengths and len(body) >= int(lengths[0].split(b":")[1]):
                        break
                server.sendall(request)
                answer = server.recv(65536)
                if self.connections > self._lost:
                    client.sendall(answer)


def load_tests(loader: unittest.TestLoader, tests: unittest.TestSuite, _: object) -> unittest.TestSuite:
    """The README's example is run as well."""
    readme = Path(__file__).resolve().parent.parent / "README.md"
    tests.addTests(doctest.DocFileSuite(str(readme), module_relative=False, optionflags=doctest.ELLIPSIS))
    return tests


if __name__ == "__main__":
    unittest.main()
