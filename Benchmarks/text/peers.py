"""Text classifiers of other people with their usual settings; each trains on (texts, labels) and gives probabilities.

Linear models choose C, and SGD alpha, by three-fold cross-validation on at most 4,000 of the training texts, and margins
become probabilities by Platt's method over three folds where there are at most 50 labels. Nothing is set for a set."""
import tempfile

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

WORD = r"(?u)\b\w+\b|[!?]+"


def is_unspaced(texts):
    """Whether most letters are Han, kana or Thai, which a word pattern cannot cut."""
    letters = [c for text in texts[:500] for c in text if c.isalpha()]
    return sum("\u0e00" <= c <= "\u0eff" or "\u3040" <= c <= "\u9fff" for c in letters) * 2 > len(letters)


def features(texts, kind):
    """word: words 1-2; char: characters 1-5; word+char: both side by side."""
    word = lambda: TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=WORD)
    char = lambda: TfidfVectorizer(
        analyzer="char" if is_unspaced(texts) else "char_wb", ngram_range=(1, 5), sublinear_tf=True)
    return {"word": word, "char": char, "word+char": lambda: make_union(word(), char())}[kind]()


class Linear:
    """A scikit-learn pipeline whose one setting is chosen inside the training texts."""

    def __init__(self, kind, model, settings):
        self.kind, self.model, self.settings = kind, model, settings

    def fit(self, texts, labels):
        vectors = HashingVectorizer(
            ngram_range=(1, 2) if not is_unspaced(texts) else (1, 3), token_pattern=WORD,
            analyzer="char" if is_unspaced(texts) else "word") if self.kind == "hashing" else features(texts, self.kind)
        # The vectoriser sees no labels; fitting it once for all folds keeps the choice affordable.
        rows = vectors.fit_transform(texts)
        sample = np.random.default_rng(0).permutation(len(texts))[:4000]
        some = [labels[i] for i in sample]
        scores = {s: np.mean(cross_val_score(self.model(s), rows[sample], some, cv=folds(some))) for s in self.settings}
        model = self.model(max(scores, key=scores.get))
        if not hasattr(model, "predict_proba") and smallest(labels) > 2 and len(set(labels)) <= 50:
            model = CalibratedClassifierCV(model, cv=folds(labels), ensemble=False)
        self.pipeline = make_pipeline(vectors, model.fit(rows, labels))

    def probabilities(self, texts):
        """Labels, and their probabilities; a margin without calibration counts as sure."""
        model = self.pipeline.steps[-1][1]
        if hasattr(model, "predict_proba"):
            return list(model.classes_), self.pipeline.predict_proba(texts)
        margins = self.pipeline.decision_function(texts)
        return list(model.classes_), np.eye(len(model.classes_))[np.argmax(margins, axis=1)]


def smallest(labels):
    return min(np.unique(labels, return_counts=True)[1])


def folds(labels):
    from sklearn.model_selection import KFold, StratifiedKFold

    kind = StratifiedKFold if smallest(labels) > 2 else KFold
    return kind(3, shuffle=True, random_state=0)


class FastText:
    """fastText, supervised; texts without blanks get one between their characters. It takes rows as they come, so they are
    shuffled; the better of two settings on a tenth of the training texts is kept."""

    settings = (dict(epoch=25, lr=0.5, wordNgrams=2, dim=50), dict(epoch=10, lr=0.2, wordNgrams=3, dim=50))

    def fit(self, texts, labels):
        import fasttext

        fasttext.FastText.eprint = lambda *_: None
        self.is_spaced = not is_unspaced(texts)
        self.labels = sorted(set(labels))
        number = {label: i for i, label in enumerate(self.labels)}
        order = np.random.default_rng(0).permutation(len(texts))
        held_out = order[: len(order) // 10]

        def train(rows, settings):
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
                file.writelines(f"__label__{number[labels[i]]} {self.prepared(texts[i])}\n" for i in rows)
                file.flush()
                self.model = fasttext.train_supervised(file.name, thread=1, verbose=0, **settings)

        def accuracy(settings):
            train(order[len(held_out) :], settings)
            best = self.probabilities([texts[i] for i in held_out])[1].argmax(1)
            return np.mean([self.labels[b] == labels[i] for b, i in zip(best, held_out)])

        train(order, max(self.settings, key=accuracy))

    def prepared(self, text):
        text = text.lower().replace("\n", " ")
        return text if self.is_spaced else " ".join(text.replace(" ", ""))

    def probabilities(self, texts):
        result = np.zeros((len(texts), len(self.labels)))
        # The Python wrapper's predict fails with numpy 2, so the library underneath is asked.
        for row, text in enumerate(texts):
            for probability, label in self.model.f.predict(self.prepared(text) + "\n", -1, 0.0, "strict"):
                result[row, int(label.removeprefix("__label__"))] = probability
        return self.labels, result / np.maximum(result.sum(1, keepdims=True), 1e-9)


class Vader:
    """A lexicon for English; it learns nothing."""

    def fit(self, texts, labels):
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        self.analyzer = SentimentIntensityAnalyzer()

    def probabilities(self, texts):
        scores = np.array([(1 + self.analyzer.polarity_scores(text)["compound"]) / 2 for text in texts])
        return ["negative", "positive"], np.stack([1 - scores, scores], 1)


class SnowNLP:
    """Naive Bayes that comes trained on Chinese shopping reviews; it learns nothing here."""

    def fit(self, texts, labels):
        from snownlp import sentiment

        self.score = sentiment.classify

    def probabilities(self, texts):
        scores = np.array([self.score(text) for text in texts])
        return ["negative", "positive"], np.stack([1 - scores, scores], 1)


C = (0.1, 0.3, 1)
logistic = lambda c: LogisticRegression(C=10 * c, max_iter=200)
support = lambda c: LinearSVC(C=c)
descent = lambda alpha: SGDClassifier(loss="log_loss", alpha=alpha, random_state=0)

PEERS = {
    "TF-IDF word + LR": lambda: Linear("word", logistic, C),
    "TF-IDF char + LR": lambda: Linear("char", logistic, C),
    "TF-IDF word + SVM": lambda: Linear("word", support, C),
    "TF-IDF char + SVM": lambda: Linear("char", support, C),
    "TF-IDF word+char + SVM": lambda: Linear("word+char", support, C),
    "hashing + SGD": lambda: Linear("hashing", descent, (1e-6, 1e-5, 1e-4)),
    "fastText": FastText,
    "VADER": Vader,
    "SnowNLP": SnowNLP,
}


def suit(name, dataset, unspaced):
    """Whether a peer can be asked: lexica for their language and for polarity, words where blanks cut them."""
    if name == "VADER":
        return dataset.name in ("amazon-mdsd-en", "womens-clothing-reviews")
    if name == "SnowNLP":
        # Its training texts overlap with the other Chinese sets.
        return dataset.name == "zh-waimai-10k"
    return not (unspaced and "word" in name)
