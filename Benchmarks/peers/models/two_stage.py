"""Candidates of several models, ranked by LightGBM's lambdarank: the strongest recipe made of ready parts."""

import numpy as np
import scipy.sparse as sp

from models.factors import ImplicitALS
from models.model import Model, sampled
from models.neighbours import EASE, ItemKNN
from models.popularity import RecentPopularity
from models.split import best, hide_seen

CANDIDATES = 60
TRAINING_USERS = 8_000
TREES = 200
WINDOWS = (1.0, 0.3, 0.1, 0.03, 0.01)
BATCH = 256


class TwoStage(Model):
    """The sources are fitted on the inner split, where what was held out gives the labels of the ranker, and again on all of
    training; both are part of `fit`. `sources` are the settings of each source, by its kind."""

    SOURCES = (EASE, ItemKNN, ImplicitALS, RecentPopularity)

    def fit(self, split):
        import lightgbm

        inner = split.inner()
        sources = Sources(inner, self.settings["sources"])
        places = sampled(inner, TRAINING_USERS)
        features, labels, groups = [], [], []
        for start in range(0, len(places), BATCH):
            batch = places[start:start + BATCH]
            for place, (items, rows) in zip(batch, sources.candidates(inner.test_users[batch])):
                wanted = np.isin(items, list(inner.tests[place]))
                if wanted.any():
                    features.append(rows)
                    labels.append(wanted.astype(np.int8))
                    groups.append(len(items))
        # A fixed number of trees: stopping early on a tenth of the lists ended after a handful and listed worse.
        self.ranker = lightgbm.train(
            {
                "objective": "lambdarank", "learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 50,
                "lambdarank_truncation_level": 20, "seed": 0, "num_threads": 1, "deterministic": True,
                "force_row_wise": True, "verbosity": -1,
            },
            lightgbm.Dataset(np.vstack(features), np.concatenate(labels), group=groups), num_boost_round=TREES)
        self.sources = Sources(split, self.settings["sources"])

    def lists(self, split, users, count=20):
        found = []
        for start in range(0, len(users), BATCH):
            batch = self.sources.candidates(users[start:start + BATCH])
            scores = self.ranker.predict(np.vstack([rows for _, rows in batch]), num_threads=1)
            at = 0
            for items, _ in batch:
                own = scores[at:at + len(items)]
                found.append(items[np.lexsort((items, -own))][:count])
                at += len(items)
        return found


class Sources:
    """Fitted sources, and the features of their joint candidates."""

    def __init__(self, split, sources):
        self.split = split
        self.models = [kind(**settings) for kind, settings in sources.items()]
        for model in self.models:
            model.fit(split)
        rows = len(split.items)
        windows = WINDOWS if split.timed else WINDOWS[:1]
        self.counts = np.stack(
            [np.bincount(split.items[rows - max(1, int(share * rows)):], minlength=split.item_count) for share in windows])
        together = (split.matrix.T @ split.matrix).tocsr().astype(np.float32)
        scale = sp.diags(1 / np.sqrt(np.maximum(self.counts[0], 1))).astype(np.float32)
        self.cosine = (scale @ together @ scale).tocsr()
        self.following = self.follow_counts()
        now = split.times.max()
        self.first_seen = now - first_of_each(split.items, split.times, split.item_count)
        self.last_seen = now + first_of_each(split.items, -split.times, split.item_count)
        self.away = now + first_of_each(split.users, -split.times, split.user_count)
        self.linear = next((model.weights for model in self.models if isinstance(model, EASE)), None)
        self.words = self.word_vectors()

    def follow_counts(self):
        """[items × items]: how often the second came right after the first in a history, over the count of the second."""
        split = self.split
        inside = np.ones(len(split.history_items) - 1, bool)
        inside[split.history_start[1:-1] - 1] = False
        before, after = split.history_items[:-1][inside], split.history_items[1:][inside]
        shape = (split.item_count, split.item_count)
        counts = sp.csr_matrix((np.ones(len(before), np.float32), (before, after)), shape)
        return (counts @ sp.diags(1 / np.sqrt(self.counts[0] + 5)).astype(np.float32)).tocsr()

    def word_vectors(self):
        from sklearn.feature_extraction.text import TfidfVectorizer

        if not any(self.split.texts):
            return None
        return TfidfVectorizer(min_df=2, max_df=0.5, token_pattern=r"\w+", sublinear_tf=True).fit_transform(
            self.split.texts).astype(np.float32)

    def candidates(self, users):
        """For each user: item numbers [candidates] and features [candidates × features]."""
        split = self.split
        scores = [hide_seen(np.array(model.score(split, users), np.float32), split, users) for model in self.models]
        lists = [best(own, CANDIDATES) for own in scores]
        return [self.of_user(user, [own[at] for own in scores], [own[at] for own in lists]) for at, user in enumerate(users)]

    def of_user(self, user, scores, lists):
        items = np.unique(np.concatenate(lists))
        history = self.split.history(user)
        columns = []
        for own, listed in zip(scores, lists):
            ranks = np.full(len(items), CANDIDATES + 1)
            ranks[np.searchsorted(items, listed)] = np.arange(1, len(listed) + 1)
            columns += [own[items], own[items] / max(1e-9, own[listed[0]]), ranks]
        columns += list(self.counts[:, items])
        columns.append(np.full(len(items), len(history)))
        columns += [self.first_seen[items], self.last_seen[items], np.full(len(items), self.away[user])]
        newest = history[-3:][::-1]
        for place in range(3):
            known = place < len(newest)
            unknown = np.full(len(items), np.nan)
            columns.append(self.cosine[newest[place]].toarray().ravel()[items] if known else unknown)
            if self.linear is not None:
                columns.append(self.linear[newest[place], items] if known else unknown)
        columns.append(self.following[newest[0]].toarray().ravel()[items])
        columns.append(np.asarray(self.cosine[history[-20:]].max(0).todense()).ravel()[items])
        if self.words is not None:
            like = (self.words[items] @ self.words[history[-10:][::-1]].T).toarray()
            columns += [like[:, 0], like.max(1), like.mean(1)]
        return items, np.stack(columns, axis=1).astype(np.float32)


def first_of_each(numbers, times, count):
    """[count] the lowest of `times` beside each of `numbers`; infinite where a number does not occur."""
    lowest = np.full(count, np.inf)
    np.minimum.at(lowest, numbers, times)
    return lowest
