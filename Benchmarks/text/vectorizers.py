"""Documents a second of vectorisers on one thread: Bowerbird and scikit-learn in turn, on the reviews of amazon-mdsd-en.

usage: vectorizers.py PROGRAM --data FOLDER [--rounds N]   PROGRAM is Benchmarks/.build/release/VectorizerBenchmark
hash-words-1-2: hashed word 1–2-grams; hash-chars-1-5: hashed character 1–5-grams within words; tfidf-words-1-2: fit and transform.
Processor time, the best of the rounds."""
import argparse
import tempfile
from pathlib import Path

import measure
import datasets
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer


def scikit_learn(texts):
    run = lambda vectorizer: len(texts) / measure.seconds(lambda: vectorizer.fit_transform(texts))
    return {
        "hash-words-1-2": run(HashingVectorizer(ngram_range=(1, 2), alternate_sign=False)),
        "hash-chars-1-5": run(HashingVectorizer(ngram_range=(1, 5), analyzer="char_wb", alternate_sign=False)),
        "tfidf-words-1-2": run(TfidfVectorizer(ngram_range=(1, 2))),
    }


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("program")
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--rounds", type=int, default=3)
    options = options.parse_args()
    reviews = datasets.mdsd(options.data)
    texts = [text for text, _ in reviews.train + reviews.test]
    results = {"Bowerbird": {}, "scikit-learn": {}}
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.writelines(text + "\n" for text in texts)
        file.flush()
        for _ in range(options.rounds):
            for name, figures in (("Bowerbird", measure.bowerbird(options.program, file.name)),
                                  ("scikit-learn", scikit_learn(texts))):
                for figure, value in figures.items():
                    results[name].setdefault(figure, []).append(value)
    measure.table(results)
