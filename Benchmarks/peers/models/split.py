"""A split as numbers: what every peer is fitted on."""

import numpy as np
import scipy.sparse as sp

import protocol


class Split:
    """Training rows in time order as arrays `users`, `items`, `times`; items are numbered by first appearance in training.

    matrix       [users × items] ones where a pair occurs in training
    histories    each user's items, oldest first: `history_items[history_start[u]:history_start[u + 1]]`
    test_users   [tested], with `tests` beside it: sets of item numbers
    texts        one text an item, "" where nothing is known
    """

    def __init__(self, name, rows, tests, texts, timed):
        self.name, self.rows, self.text_of, self.timed = name, rows, texts, timed
        user_number, item_number = {}, {}
        for user, item, _ in rows:
            user_number.setdefault(user, len(user_number))
            item_number.setdefault(item, len(item_number))
        self.users = np.array([user_number[row[0]] for row in rows], np.int32)
        self.items = np.array([item_number[row[1]] for row in rows], np.int32)
        self.times = np.array([row[2] for row in rows], np.float64)
        self.user_count, self.item_count = len(user_number), len(item_number)
        self.matrix = sp.csr_matrix(
            (np.ones(len(rows), np.float32), (self.users, self.items)), (self.user_count, self.item_count))
        self.matrix.sort_indices()
        order = np.argsort(self.users, kind="stable")
        self.history_items = self.items[order]
        self.history_start = np.concatenate([[0], np.cumsum(np.bincount(self.users, minlength=self.user_count))])
        self.texts = [texts.get(item, "") for item in item_number]
        numbered = sorted((user_number[user], {item_number[item] for item in items}) for user, items in tests.items())
        self.test_users = np.array([user for user, _ in numbered], np.int32)
        self.tests = [items for _, items in numbered]

    def inner(self):
        """The same protocol within training, for choosing settings and training second stages; the test stays unseen."""
        split = protocol.BENCHMARKS[self.name].split
        training, held = protocol.split_rows(self.rows, split, share=7 / 8)
        return Split(self.name, training, protocol.test_items(training, held), self.text_of, self.timed)

    def history(self, user):
        return self.history_items[self.history_start[user]:self.history_start[user + 1]]


def hide_seen(scores, split, users):
    """Sets the scores [users × items] of what each user had to -inf, in place."""
    seen = split.matrix[users]
    scores[np.repeat(np.arange(len(users)), np.diff(seen.indptr)), seen.indices] = -np.inf
    return scores


def best(scores, count):
    """Item numbers of the `count` highest scores of each row, best first; ties to the lower number. -inf is left out."""
    count = min(count, scores.shape[1])
    lists = []
    for row in scores:
        floor = np.partition(row, len(row) - count)[len(row) - count]
        candidates = np.flatnonzero((row >= floor) & (row > -np.inf))
        lists.append(candidates[np.lexsort((candidates, -row[candidates]))][:count])
    return lists
