"""Item-based linear models over the matrix of users and items."""

import numpy as np
import scipy.sparse as sp

from models.model import Model


class ItemKNN(Model):
    """Cosine of item columns, damped by `shrink` in the denominator (Sarwar et al. 2001). An item's score is the sum over those
    of its own `k` best neighbours that the user had: neighbours are kept for the item that is scored."""

    grid = {"k": [50, 200], "shrink": [10, 50, 200]}

    def fit(self, split):
        together = (split.matrix.T @ split.matrix).tocsr()
        counts = np.asarray(split.matrix.sum(0)).ravel()
        together.setdiag(0)
        together.eliminate_zeros()
        row = np.repeat(np.arange(split.item_count), np.diff(together.indptr))
        together.data /= np.sqrt(counts[row] * counts[together.indices]) + self.settings["shrink"]
        self.weights = largest_of_each_row(together, self.settings["k"]).T.tocsr()

    def score(self, split, users):
        return (split.matrix[users] @ self.weights).toarray()


def largest_of_each_row(matrix, count):
    """[rows × columns] with only the `count` largest entries of each row; ties to the lower column."""
    matrix.sort_indices()
    kept = np.zeros(matrix.nnz, bool)
    for row in range(matrix.shape[0]):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        kept[start + np.argsort(-matrix.data[start:end], kind="stable")[:count]] = True
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return sp.csr_matrix((matrix.data[kept], (rows[kept], matrix.indices[kept])), matrix.shape)


def inverse_of_positive_definite(matrix):
    """By Cholesky factors, in half the work of a general inverse."""
    from scipy.linalg.lapack import spotrf, spotri

    factor, failed = spotrf(matrix, lower=True)
    inverse, singular = spotri(factor, lower=True) if not failed else (factor, failed)
    if failed or singular:
        raise ArithmeticError("the Gram matrix is not positive definite; a larger l2 makes it so")
    lower = np.tril(inverse)
    return lower + np.tril(lower, -1).T


class EASE(Model):
    """Closed-form linear autoencoder with a zero diagonal (Steck 2019); `l2` is its regularisation."""

    grid = {"l2": [50, 150, 500, 1500]}
    LARGEST_CATALOGUE = 15_000

    @classmethod
    def runs_on(cls, split):
        if split.item_count > cls.LARGEST_CATALOGUE:
            return f"its dense inverse is for at most {cls.LARGEST_CATALOGUE} items"
        return None

    @classmethod
    def choices(cls, split):
        grid = cls.grid["l2"] if split.item_count <= 5_000 else cls.grid["l2"][:3]
        return [{"l2": l2} for l2 in grid]

    def fit(self, split):
        gram = (split.matrix.T @ split.matrix).toarray()
        diagonal = np.diag_indices(split.item_count)
        gram[diagonal] += self.settings["l2"]
        inverse = inverse_of_positive_definite(gram)
        self.weights = -inverse / np.diag(inverse)
        self.weights[diagonal] = 0

    def score(self, split, users):
        return np.asarray(split.matrix[users] @ self.weights)
