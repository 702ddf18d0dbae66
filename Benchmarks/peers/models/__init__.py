"""The peers, by the name they have in tables."""


def user_models():
    from models.factors import ImplicitALS, ImplicitBPR, LightFM, LightFMText
    from models.neighbours import EASE, ItemKNN
    from models.popularity import Popularity, RecentPopularity
    from models.two_stage import TwoStage

    return {
        "popularity": Popularity,
        "recent popularity": RecentPopularity,
        "item-kNN": ItemKNN,
        "EASE": EASE,
        "iALS (implicit)": ImplicitALS,
        "BPR (implicit)": ImplicitBPR,
        "LightFM WARP": LightFM,
        "LightFM WARP + text": LightFMText,
        "LightGBM two-stage": TwoStage,
    }


def session_models():
    from models.sessions import LastItem, SessionPopularity, Transitions
    from models.session_neighbours import SKNN, STAN, VSKNN

    return {
        "popularity": SessionPopularity,
        "last item": LastItem,
        "SKNN": SKNN,
        "VSKNN": VSKNN,
        "STAN": STAN,
        "transitions of the prefix": Transitions,
    }


# Names that run.py needs without loading any library.
USER_MODELS = (
    "popularity", "recent popularity", "item-kNN", "EASE", "iALS (implicit)", "BPR (implicit)", "LightFM WARP",
    "LightFM WARP + text", "LightGBM two-stage")
SESSION_MODELS = ("popularity", "last item", "SKNN", "VSKNN", "STAN", "transitions of the prefix")
