"""Tunes, fits and measures one peer in this process: fit.py WORK MODEL, where prepare.py wrote WORK. Prints one JSON object.

Seconds are those of the processor, which other work on the machine disturbs least; with one thread they are what a clock
shows on an idle machine.
"""

import json
import os
import pickle
import sys
import time

import metrics
import models
from models.model import tuned
from models.sessions import ClickLog
from models.split import Split
from models.two_stage import TwoStage


def timed(work):
    """(processor seconds, result) of a call without arguments."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def described(settings):
    """Settings for a table; those of a two-stage model are the names of its sources."""
    if "sources" in settings:
        return {"sources": [kind.__name__ for kind in settings["sources"]]}
    return settings


def answer(tuning, training, listing, tested, settings, means):
    return {
        **means, "tuning_seconds": tuning, "training_seconds": training, "users_per_second": tested / max(listing, 1e-9),
        "users": tested, "settings": described(settings)}


def chosen_settings(kind, split, folder):
    """The settings of `kind`, tuned once for a set: they stay in `settings.json` beside it for the model that builds on it."""
    path = os.path.join(folder, "settings.json")
    known = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            known = json.load(file)
    if kind.__name__ not in known:
        known[kind.__name__] = tuned(kind, split.inner())
        with open(path, "w", encoding="utf-8") as file:
            json.dump(known, file)
    return known[kind.__name__]


def two_stage_settings(split, folder):
    kinds = [kind for kind in TwoStage.SOURCES if kind.runs_on(split) is None]
    return {"sources": {kind: chosen_settings(kind, split, folder) for kind in kinds}}


def fit_user_model(saved, name, folder):
    split = Split(saved["name"], saved["training"], saved["tests"], saved["texts"], saved["timed"])
    kind = models.user_models()[name]
    reason = kind.runs_on(split)
    if reason:
        return {"left_out": reason}
    choose = two_stage_settings if kind is TwoStage else lambda *given: chosen_settings(kind, *given)
    tuning, settings = timed(lambda: choose(split, folder))
    model = kind(**settings)
    training, _ = timed(lambda: model.fit(split))
    listing, lists = timed(lambda: model.lists(split, split.test_users))
    means = metrics.measure([[int(item) for item in items] for items in lists], split.tests)
    return answer(tuning, training, listing, len(split.tests), model.settings, means)


def fit_session_model(saved, name, _):
    sessions = saved["sessions"]
    log = ClickLog(sessions.training)
    kind = models.session_models()[name]
    tuning, settings = timed(lambda: kind.tuned(log))
    model = kind(**settings)
    training, _ = timed(lambda: model.fit(log))
    listing, lists = timed(lambda: model.lists(sessions.prefixes))
    tests = [{log.number.get(item, -1)} for item in sessions.answers]
    means = metrics.measure(lists, tests, metrics.SESSION_METRICS)
    return answer(tuning, training, listing, len(tests), settings, means)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(os.path.join(sys.argv[1], "split.pickle"), "rb") as file:
        saved = pickle.load(file)
    fit = fit_session_model if "sessions" in saved else fit_user_model
    print(json.dumps(fit(saved, sys.argv[2], sys.argv[1])))


if __name__ == "__main__":
    main()
