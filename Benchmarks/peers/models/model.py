"""What every peer is: settings to try, a fit, and scores of all items for a batch of users."""

import itertools

import numpy as np

import metrics
from models.split import best, hide_seen

BATCH = 256
TUNING_USERS = 2000


class Model:
    """Subclasses fit in `fit(split)` and score in `score(split, users)` → float32 [users × items]."""

    grid = {}

    def __init__(self, **settings):
        self.settings = settings

    @classmethod
    def choices(cls, split):
        """Settings to try on the inner split; one entry means that nothing is tuned."""
        names = list(cls.grid)
        return [dict(zip(names, values)) for values in itertools.product(*cls.grid.values())]

    @classmethod
    def runs_on(cls, split):
        """None, or the reason why this model is left out."""
        return None

    def fit(self, split):
        raise NotImplementedError

    def score(self, split, users):
        raise NotImplementedError

    def lists(self, split, users, count=20):
        """Lists of unseen items, best first."""
        found = []
        for start in range(0, len(users), BATCH):
            batch = users[start:start + BATCH]
            found += best(hide_seen(self.score(split, batch), split, batch), count)
        return found


def sampled(split, count, seed=0):
    """Places of at most `count` test users."""
    if len(split.test_users) <= count:
        return np.arange(len(split.test_users))
    return np.sort(np.random.default_rng(seed).choice(len(split.test_users), count, replace=False))


def tuned(kind, inner):
    """The settings of `kind` with the best NDCG@10 on the inner split."""
    choices = kind.choices(inner)
    if len(choices) == 1:
        return choices[0]
    places = sampled(inner, TUNING_USERS)
    tests = [inner.tests[place] for place in places]

    def quality(settings):
        model = kind(**settings)
        model.fit(inner)
        lists = [list(items) for items in model.lists(inner, inner.test_users[places], 10)]
        return metrics.measure(lists, tests, {"NDCG@10": (metrics.ndcg, 10)})["NDCG@10"]

    return max(choices, key=quality)
