"""What the service takes and answers. Fields are those of the command line; /openapi.json has them all."""

from typing import Literal, NotRequired, TypedDict

PredictionKind = Literal["purchase", "quantity", "spend", "timing", "browse", "rating", "churn"]


class Reason(TypedDict):
    """Why an item is in a list; `weight` is its share of the score."""

    kind: str
    text: str
    weight: float
    item_id: NotRequired[str]


class Item(TypedDict):
    """One item of a list, best first."""

    rank: int
    item_id: str
    score: float
    title: NotRequired[str]
    reasons: NotRequired[list[Reason]]


class Recommendations(TypedDict):
    """A user's list. `cold_start` is there when nothing is known of the user."""

    user_id: str
    items: list[Item]
    model: str
    cold_start: NotRequired[bool]
    next_cursor: NotRequired[str]


class SimilarItems(TypedDict):
    """What goes best with an item."""

    item_id: str
    items: list[Item]


class SessionRecommendations(TypedDict):
    """What comes next in a visit."""

    items: list[Item]
    model: str


class Contribution(TypedDict):
    """What a word adds; `start` and `end` are offsets into the UTF-8 text."""

    token: str
    start: int
    end: int
    weight: float


class Stars(TypedDict):
    """How many stars the writer of a text gives: the mean, the median, and the level that agrees best with people's."""

    expected: float
    median: float
    rounded: float
    probabilities: dict[str, float]


class LabelChange(TypedDict):
    """Words without which the text would have another label."""

    without: list[str]
    label: str
    probability: float


class Sentiment(TypedDict):
    """The polarity of a text."""

    text: str
    label: str
    probability: float
    probabilities: dict[str, float]
    stars: NotRequired[Stars]
    language: NotRequired[str]
    contributions: NotRequired[list[Contribution]]
    changes: NotRequired[list[LabelChange]]


class CategoryProbability(TypedDict):
    """A category and how likely it is."""

    category: str
    probability: float


class CategoryChange(TypedDict):
    """Words without which the query would have another category."""

    without: list[str]
    category: str
    probability: float


class NearestQuery(TypedDict):
    """A stored query that is like the one that was asked for."""

    query: str
    category: str
    similarity: float


class Categories(TypedDict):
    """The categories that a query may belong to, likeliest first."""

    query: str
    categories: list[CategoryProbability]
    contributions: NotRequired[list[Contribution]]
    changes: NotRequired[list[CategoryChange]]
    nearest: NotRequired[list[NearestQuery]]


class PredictionReason(TypedDict):
    """What moved a prediction, and by how much in log-odds."""

    text: str
    weight: float


class Prediction(TypedDict):
    """What a user will do. Which of the numbers are there depends on `kind`."""

    user_id: str
    kind: PredictionKind
    horizon_days: NotRequired[int]
    item_id: NotRequired[str]
    probability: NotRequired[float]
    expected: NotRequired[float]
    median: NotRequired[float | None]
    low: NotRequired[float | None]
    high: NotRequired[float | None]
    visits_expected: NotRequired[float]
    visits_median: NotRequired[float]
    visits_low: NotRequired[float]
    visits_high: NotRequired[float]
    dwell_seconds_expected: NotRequired[float]
    dwell_seconds_median: NotRequired[float]
    dwell_seconds_low: NotRequired[float]
    dwell_seconds_high: NotRequired[float]
    categories: NotRequired[list[CategoryProbability]]
    reasons: NotRequired[list[PredictionReason]]


class Predictions(TypedDict):
    """Predictions in the order of users; `missing` are those of whom nothing can be said."""

    predictions: list[Prediction]
    missing: list[str]


class Segment(TypedDict):
    """A group of customers who behave alike."""

    segment: int
    users: int
    description: str


class Segments(TypedDict):
    """Groups of customers, largest first; `kept_back` of them were too small to be told."""

    segments: list[Segment]
    silhouette: float
    kept_back: int


class Event(TypedDict):
    """What a user did. `timestamp`: Unix seconds or milliseconds, or ISO 8601."""

    user_id: str
    item_id: str
    timestamp: int | float | str
    event_type: NotRequired[str]
    value: NotRequired[float]
    quantity: NotRequired[float]
    price: NotRequired[float]
    currency: NotRequired[str]
    dwell_seconds: NotRequired[float]
    session_id: NotRequired[str]
    query: NotRequired[str]


class Review(TypedDict):
    """What a user wrote."""

    text: str
    rating: NotRequired[float]
    label: NotRequired[str]
    user_id: NotRequired[str]
    item_id: NotRequired[str]
    title: NotRequired[str]
    timestamp: NotRequired[int | float | str]
    language: NotRequired[str]
    review_id: NotRequired[str]


class Product(TypedDict, total=False):
    """What the catalogue says of an item; fields left out stay as they are."""

    title: str
    description: str
    brand: str
    categories: str | list[str]
    price: float
    currency: str
    image_url: str
    language: str
    available: bool
    created_at: int | float | str


class StoreChange(TypedDict):
    """What became of rows."""

    inserted: int
    updated: int
    unchanged: int


class RejectedRow(TypedDict):
    """A row that was not stored, and why; `row` counts from 1."""

    row: int
    reason: str
    field: NotRequired[str]


class StoredRows(TypedDict):
    """What was stored, by kind, and what was not."""

    stored: dict[str, StoreChange]
    rejected: list[RejectedRow]


class ErasedRows(TypedDict):
    """What was erased of a user."""

    profile: bool
    interactions: int
    reviews: int
    queries: int
    sessions: int


class ForgottenUser(TypedDict):
    """What was erased of a user, and what remains, in words."""

    user_id: str
    erased: ErasedRows
    model_trained_with_user: bool
    remains: str


class Training(TypedDict):
    """How far a training is: none, running, done or failed."""

    state: str
    log: list[str]
    started_at: NotRequired[str]
    finished_at: NotRequired[str]
    exit_code: NotRequired[int]
