"""Factor models of the libraries implicit and lightfm-next."""

import numpy as np
import scipy.sparse as sp

from models.model import Model


class ImplicitALS(Model):
    """Weighted matrix factorisation by alternating least squares (Hu, Koren, Volinsky 2008), library implicit."""

    grid = {"factors": [64, 128], "alpha": [1.0, 10.0], "regularization": [1.0, 10.0]}

    def fit(self, split):
        from implicit.als import AlternatingLeastSquares

        self.model = AlternatingLeastSquares(iterations=15, random_state=0, num_threads=1, use_gpu=False, **self.settings)
        self.model.fit(split.matrix, show_progress=False)

    def score(self, split, users):
        return self.model.user_factors[users] @ self.model.item_factors.T


class ImplicitBPR(ImplicitALS):
    """Bayesian personalised ranking (Rendle et al. 2009), library implicit."""

    grid = {"learning_rate": [0.01, 0.05], "regularization": [0.01, 0.05]}

    def fit(self, split):
        from implicit.bpr import BayesianPersonalizedRanking

        self.model = BayesianPersonalizedRanking(
            factors=64, iterations=100, random_state=0, num_threads=1, use_gpu=False, **self.settings)
        self.model.fit(split.matrix, show_progress=False)


class LightFM(Model):
    """WARP loss (Weston et al. 2011), library lightfm-next, an own factor for each item."""

    grid = {"epochs": [10, 40]}

    def item_features(self, split):
        return None

    def fit(self, split):
        from lightfm import LightFM as Library

        features = self.item_features(split)
        model = Library(no_components=64, loss="warp", learning_rate=0.05, random_state=0)
        model.fit(split.matrix.tocoo(), item_features=features, epochs=self.settings["epochs"], num_threads=1)
        self.item_biases, self.item_factors = model.get_item_representations(features)
        self.user_factors = model.get_user_representations()[1]

    def score(self, split, users):
        return self.user_factors[users] @ self.item_factors.T + self.item_biases


class LightFMText(LightFM):
    """As `LightFM`, with the words of each item as features beside its own factor."""

    grid = {"epochs": [10, 30]}

    @classmethod
    def runs_on(cls, split):
        return None if any(split.texts) else "the set has no item text"

    def item_features(self, split):
        from sklearn.feature_extraction.text import TfidfVectorizer

        words = TfidfVectorizer(min_df=2, max_df=0.5, token_pattern=r"\w+").fit_transform(split.texts)
        return sp.hstack([sp.identity(split.item_count, format="csr"), words]).tocsr().astype(np.float32)
