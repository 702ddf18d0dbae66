"""What most users had, ever or lately."""

import numpy as np

from models.model import Model


class Popularity(Model):
    """Users that had the item."""

    def fit(self, split):
        share = self.settings.get("share", 1.0)
        newest = max(1, int(share * len(split.items)))
        self.counts = np.bincount(split.items[-newest:], minlength=split.item_count).astype(np.float32)

    def score(self, split, users):
        return np.tile(self.counts, (len(users), 1))


class RecentPopularity(Popularity):
    """As `Popularity`, over the last share of the rows."""

    grid = {"share": [0.003, 0.01, 0.03, 0.1, 0.3]}

    @classmethod
    def runs_on(cls, split):
        return None if split.timed else "the set has no times"
