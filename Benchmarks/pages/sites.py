"""Shops by name, so that what is learned from one of a shop's pages is not tested on another."""

import hashlib
from urllib.parse import urlparse

SECOND_LEVELS = {"ac", "co", "com", "edu", "gov", "net", "org"}


def site(url):
    """The name a shop has below its country's domain: `shop` of `https://www.shop.co.uk/p/1`."""
    labels = (urlparse(url).hostname or "").split(".")
    labels = labels[:-1]
    if len(labels) > 1 and labels[-1] in SECOND_LEVELS:
        labels = labels[:-1]
    return labels[-1] if labels else ""


def half(url):
    """`development` or `check`: the half of all shops that a page's shop belongs to, by the hash of its name."""
    digest = hashlib.sha256(site(url).encode()).digest()
    return "development" if digest[2] % 2 == 0 else "check"
