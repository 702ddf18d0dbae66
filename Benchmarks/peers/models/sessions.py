"""The next click of a session: what is known of training sessions, and models of pairs of clicks.

Items of the prefix stay candidates. Sessions stand in time order, so that a session's place stands for its age.
"""

import itertools

import numpy as np
import scipy.sparse as sp

import metrics

LIST = 20
TUNING_PREFIXES = 2_000


class ClickLog:
    """Sessions as flat arrays of item numbers: `clicks[start[s]:start[s + 1]]`, oldest first."""

    def __init__(self, sessions, number=None):
        if number is None:
            number = {}
            for session in sessions:
                for item in session:
                    number.setdefault(item, len(number))
        self.sessions, self.number, self.item_count = sessions, number, len(number)
        self.start = np.concatenate([[0], np.cumsum([len(session) for session in sessions])])
        self.clicks = np.array([number[item] for session in sessions for item in session], np.int32)
        self.row = np.repeat(np.arange(len(sessions), dtype=np.int32), np.diff(self.start))
        self.age = (len(sessions) - 1 - np.arange(len(sessions))) / len(sessions)
        self.counts = np.bincount(self.clicks, minlength=self.item_count)
        self.popular = np.lexsort((np.arange(self.item_count), -self.counts))[:200]

    def numbered(self, prefix):
        """The known items of a prefix, oldest first."""
        return [self.number[item] for item in prefix if item in self.number]

    def inner(self):
        """The first nine tenths of the sessions, with at most 2,000 prefixes and answers of the last tenth."""
        cut = len(self.sessions) - len(self.sessions) // 10
        training = ClickLog(self.sessions[:cut])
        steps = [
            (session[:place], session[place]) for session in self.sessions[cut:] for place in range(1, len(session))
            if session[place] in training.number]
        chosen = np.sort(np.random.default_rng(0).permutation(len(steps))[:TUNING_PREFIXES])
        return training, [steps[at][0] for at in chosen], [steps[at][1] for at in chosen]


class SessionModel:
    """Subclasses fit in `fit(log)` and answer (item numbers, scores) in `scored(prefix)`."""

    grid = {}

    def __init__(self, **settings):
        self.settings = settings

    @classmethod
    def tuned(cls, log):
        """The settings with the best P@20 + MRR@20 on held-out sessions of the training part."""
        choices = [dict(zip(cls.grid, values)) for values in itertools.product(*cls.grid.values())]
        if len(choices) == 1:
            return choices[0]
        training, prefixes, answers = log.inner()
        tests = [{training.number[answer]} for answer in answers]

        def quality(settings):
            model = cls(**settings)
            model.fit(training)
            return sum(metrics.measure(model.lists(prefixes), tests, metrics.SESSION_METRICS).values())

        return max(choices, key=quality)

    def fit(self, log):
        self.log = log

    def scored(self, prefix):
        raise NotImplementedError

    def lists(self, prefixes):
        return [self.list(self.log.numbered(prefix)) for prefix in prefixes]

    def list(self, prefix):
        """20 items, ties to the lower number; popular items fill a list that is short."""
        items, scores = self.scored(prefix) if prefix else (np.empty(0, np.int64), np.empty(0))
        found = items[np.lexsort((items, -scores))][:LIST].tolist()
        if len(found) < LIST:
            found += [item for item in self.log.popular.tolist() if item not in set(found)]
        return found[:LIST]


class SessionPopularity(SessionModel):
    def scored(self, prefix):
        return self.log.popular, self.log.counts[self.log.popular].astype(float)


class Transitions(SessionModel):
    """Pairs of clicks up to `window` apart, weighted by distance ** -power and exp(-decay · age of the session), the reverse
    direction at `backward`, over count ** damp of the second; the prefix's items count `fade` ** (steps back), and come back
    themselves at `repeat` times their best follower."""

    grid = {
        "window": [10], "power": [0.5, 1.0], "decay": [1.0, 3.0], "backward": [0.6, 0.9], "damp": [0.0, 0.2],
        "fade": [0.3, 0.5], "repeat": [0.2, 1.0, 2.0]}

    def fit(self, log):
        self.log = log
        rows, columns, weights = [], [], []
        for distance in range(1, self.settings["window"] + 1):
            same = np.flatnonzero(log.row[:-distance] == log.row[distance:])
            rows.append(log.clicks[same])
            columns.append(log.clicks[same + distance])
            weights.append(distance ** -self.settings["power"] * np.exp(-self.settings["decay"] * log.age[log.row[same]]))
        shape = (log.item_count, log.item_count)
        forward = sp.csr_matrix((np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))), shape)
        both = forward + self.settings["backward"] * forward.T
        both = (both @ sp.diags(1 / np.maximum(log.counts, 1) ** self.settings["damp"])).tocsr()
        if self.settings["repeat"] > 0:
            both = both + sp.diags(self.settings["repeat"] * np.asarray(both.max(axis=1).todense()).ravel())
        self.pairs = both.tocsr()

    def strengths(self, prefix):
        newest = prefix[::-1][:12]
        return newest, self.settings["fade"] ** np.arange(len(newest))

    def scored(self, prefix):
        newest, strengths = self.strengths(prefix)
        pointer = self.pairs.indptr
        items = np.concatenate([self.pairs.indices[pointer[item]:pointer[item + 1]] for item in newest])
        scores = np.concatenate([
            strength * self.pairs.data[pointer[item]:pointer[item + 1]] for item, strength in zip(newest, strengths)])
        return added_up(items, scores)


class LastItem(Transitions):
    """Cosine of sessions with the last item: what was clicked in the same sessions."""

    grid = {"window": [30], "power": [0.0], "decay": [0.0], "backward": [1.0], "damp": [0.5], "repeat": [0.0]}

    def strengths(self, prefix):
        return prefix[-1:], np.ones(1)


def added_up(items, scores):
    """Each item once, with the sum of its scores."""
    each, place = np.unique(items, return_inverse=True)
    return each, np.bincount(place, weights=scores, minlength=len(each))
