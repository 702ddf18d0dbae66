"""The next click from sessions that resemble the open one (Jannach and Ludewig 2017; Garg et al. 2019), written compactly."""

import numpy as np

from models.sessions import SessionModel, added_up

RECENT_ITEMS = 12


class STAN(SessionModel):
    """Sessions are neighbours by the items they share with the prefix.

    A shared item counts exp(-prefix_decay · steps back), times its idf when `idf`; a neighbour counts that sum over the root
    of its length, times exp(-age_decay · age); its clicks count exp(-near_decay · distance to the newest shared click).
    `sample` newest sessions of each item are looked at and the best `k` kept.
    """

    grid = {
        "k": [500, 1500], "sample": [1000], "prefix_decay": [0.4, 0.8], "age_decay": [1.0, 3.0], "near_decay": [0.1, 0.3],
        "idf": [False, True]}

    def fit(self, log):
        self.log = log
        pairs = np.unique(np.stack([log.clicks, log.row]), axis=1)
        self.sessions_of = pairs[1]
        self.first = np.searchsorted(pairs[0], np.arange(log.item_count + 1))
        self.idf = np.log(len(log.sessions) / np.maximum(np.diff(self.first), 1)) if self.settings["idf"] else None
        self.weight = np.exp(-self.settings["age_decay"] * log.age) / np.sqrt(np.diff(log.start))

    def scored(self, prefix):
        newest = list(dict.fromkeys(prefix[::-1][:RECENT_ITEMS]))
        neighbours, similarities = self.neighbours(prefix, newest)
        log = self.log
        lengths = log.start[neighbours + 1] - log.start[neighbours]
        begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        within = np.arange(lengths.sum()) - np.repeat(begins, lengths)
        items = log.clicks[np.repeat(log.start[neighbours], lengths) + within]
        recency = np.full(len(items), len(newest))
        for back, item in enumerate(newest):
            recency[items == item] = back
        shared = np.repeat(np.minimum.reduceat(recency, begins), lengths) == recency
        anchor = np.repeat(np.maximum.reduceat(np.where(shared, within, -1), begins), lengths)
        scores = np.repeat(similarities, lengths) * np.exp(-self.settings["near_decay"] * np.abs(within - anchor))
        if self.idf is not None:
            scores = scores * self.idf[items]
        others = within != anchor
        return added_up(items[others], scores[others])

    def neighbours(self, prefix, newest):
        """The best `k` sessions, and how similar they are."""
        found, shares = [], []
        steps = prefix[::-1]
        for item in newest:
            sessions = self.sessions_of[self.first[item]:self.first[item + 1]][-self.settings["sample"]:]
            strength = np.exp(-self.settings["prefix_decay"] * steps.index(item))
            found.append(sessions)
            shares.append(np.full(len(sessions), strength * (1 if self.idf is None else self.idf[item])))
        sessions, similarity = added_up(np.concatenate(found), np.concatenate(shares))
        similarity = similarity * self.weight[sessions]
        chosen = np.lexsort((-sessions, -similarity))[:self.settings["k"]]
        return sessions[chosen], similarity[chosen]


class VSKNN(STAN):
    """As `STAN`, without the age of sessions and the distance to the shared click."""

    grid = {
        "k": [100, 500], "sample": [1000], "prefix_decay": [0.2, 0.5, 1.0], "age_decay": [0.0], "near_decay": [0.0],
        "idf": [False, True]}


class SKNN(STAN):
    """As `VSKNN`, all items of the prefix counting alike."""

    grid = {
        "k": [100, 300, 1000], "sample": [1000], "prefix_decay": [0.0], "age_decay": [0.0], "near_decay": [0.0],
        "idf": [False]}
