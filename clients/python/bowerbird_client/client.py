"""The client: one method for each thing that the service does."""

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import quote

from .transport import BowerbirdError, Transport, Unreachable
from .types import (
    Categories,
    Event,
    ForgottenUser,
    Prediction,
    PredictionKind,
    Predictions,
    Product,
    Recommendations,
    Review,
    Segments,
    Sentiment,
    SessionRecommendations,
    SimilarItems,
    StoredRows,
    Training,
)


class Bowerbird:
    """Talks with `bowerbird serve`.

    Whatever fails on the way is tried again: reads because they change nothing, writes under one Idempotency-Key.
    """

    def __init__(
        self, base: str = "http://127.0.0.1:8080", key: str | None = None, *, timeout: float = 30.0,
        attempts: int = 4, pause: float = 0.2,
    ) -> None:
        """`timeout` and `pause` (before the second attempt; it doubles) are in seconds."""
        self._transport = Transport(base, key, timeout, attempts, pause)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self._transport.close()

    # Lists

    def recommendations(
        self, user: str, *, top: int = 10, explain: bool = False, page: bool = False, cursor: str | None = None,
        **options: object,
    ) -> Recommendations:
        """A user's list. Options are those of the route: `category`, `brand`, `where`, `max_price`, `diversity`, …;
        give a list for those that may come several times. With `page`, the answer has a `next_cursor`."""
        query = _query(top=top, explain=explain, page=page, cursor=cursor, **options)
        return cast(Recommendations, self._get(f"/v1/recommendations/{_part(user)}", query))

    def similar(self, item: str, *, top: int = 10, explain: bool = False, **options: object) -> SimilarItems:
        """What goes best with an item."""
        query = _query(top=top, explain=explain, **options)
        return cast(SimilarItems, self._get(f"/v1/similar/{_part(item)}", query))

    def session(self, items: Sequence[str], *, top: int = 10, **options: object) -> SessionRecommendations:
        """What comes next in the visit of somebody unknown, told from its items, oldest first."""
        return cast(
            SessionRecommendations,
            self._transport.request(
                "POST", "/v1/sessions/recommendations", _query(top=top, **options), {"items": list(items)}))

    # Texts

    def sentiment(self, text: str, *, explain: bool = False) -> Sentiment:
        """The polarity of a text."""
        body = {"text": text, "explain": explain}
        return cast(Sentiment, self._transport.request("POST", "/v1/sentiment", body=body))

    def sentiments(self, texts: Sequence[str], *, explain: bool = False) -> list[Sentiment]:
        """The polarity of each of up to 1000 texts."""
        body = {"texts": list(texts), "explain": explain}
        return cast(list[Sentiment], self._transport.request("POST", "/v1/sentiment", body=body)["results"])

    def categories(self, query: str, *, top: int = 3, explain: bool = False) -> Categories:
        """The categories that a search query may belong to."""
        return cast(Categories, self._get("/v1/categories", _query(q=query, top=top, explain=explain)))

    # Behaviour

    def prediction(
        self, kind: PredictionKind, user: str, *, horizon: int | None = None, as_of: str | None = None,
        explain: bool = False, item: str | None = None,
    ) -> Prediction | None:
        """What a user will do; `None` where nothing can be said of them. `item` goes with `rating`."""
        query = _query(horizon=horizon, as_of=as_of, explain=explain, item=item)
        try:
            return cast(Prediction, self._get(f"/v1/predictions/{kind}/{_part(user)}", query))
        except BowerbirdError as error:
            if error.kind in ("unknown-user", "no-prediction"):
                return None
            raise

    def predictions(
        self, kind: PredictionKind, users: Sequence[str], *, horizon: int | None = None, as_of: str | None = None,
        explain: bool = False, items: Sequence[str] = (),
    ) -> Predictions:
        """What each of up to 1000 users will do."""
        body: dict[str, object] = {"users": list(users), "explain": explain}
        if horizon is not None:
            body["horizon"] = horizon
        if as_of is not None:
            body["as_of"] = as_of
        if items:
            body["items"] = list(items)
        return cast(Predictions, self._transport.request("POST", f"/v1/predictions/{kind}", body=body))

    def segments(self, *, count: int | None = None, min_size: int = 10) -> Segments:
        """Groups of customers who behave alike, in words."""
        return cast(Segments, self._get("/v1/segments", _query(count=count, min_size=min_size)))

    # Rows

    def send_events(self, events: Iterable[Event]) -> StoredRows:
        """Stores what users did. When this returns, the rows are on the disk and count in the next answers."""
        return self._write("POST", "/v1/events", list(events))

    def send_reviews(self, reviews: Iterable[Review]) -> StoredRows:
        """Stores reviews."""
        return self._write("POST", "/v1/reviews", list(reviews))

    def put_product(self, item: str, product: Product, **attributes: str | list[str]) -> StoredRows:
        """Stores what the catalogue says of an item."""
        return self._write("PUT", f"/v1/products/{_part(item)}", {**product, **attributes})

    # Users

    def export_user(self, user: str) -> dict[str, Any] | None:
        """Everything that is stored of a user; `None` if nothing is. Needs an `admin` key."""
        try:
            return cast(dict[str, Any], self._get(f"/v1/users/{_part(user)}"))
        except BowerbirdError as error:
            if error.kind == "unknown-user":
                return None
            raise

    def forget_user(self, user: str) -> ForgottenUser:
        """Erases everything that is stored of a user. Needs an `admin` key."""
        return cast(ForgottenUser, self._transport.request("DELETE", f"/v1/users/{_part(user)}"))

    # Operation

    def train(
        self, *, only: Sequence[str] = (), preset: str | None = None, epsilon: float | None = None
    ) -> Training:
        """Begins a training, within `epsilon` of differential privacy where it is given. Needs an `admin` key."""
        body: dict[str, object] = {}
        if only:
            body["only"] = list(only)
        if preset is not None:
            body["preset"] = preset
        if epsilon is not None:
            body["epsilon"] = epsilon
        return cast(Training, self._transport.request("POST", "/v1/train", body=body, attempts=1))

    def training(self) -> Training:
        """How far the last training is. Needs an `admin` key."""
        return cast(Training, self._get("/v1/train"))

    def is_ready(self) -> bool:
        """Whether requests should be sent: one question, no second attempt."""
        try:
            self._transport.request("GET", "/readyz", attempts=1)
            return True
        except (BowerbirdError, Unreachable):
            return False

    def _get(self, path: str, query: list[tuple[str, str]] | None = None) -> Any:
        return self._transport.request("GET", path, query)

    def _write(self, method: str, path: str, body: object) -> StoredRows:
        return cast(StoredRows, self._transport.request(method, path, body=body, is_write=True))


def _part(name: str) -> str:
    return quote(name, safe="")


def _query(**values: object) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        if value is None:
            continue
        for one in value if isinstance(value, (list, tuple)) else [value]:
            pairs.append((name, str(one).lower() if isinstance(one, bool) else str(one)))
    return pairs
