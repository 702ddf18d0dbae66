"""A typed client for Bowerbird's service, with nothing but the standard library."""

from .client import Bowerbird
from .transport import BowerbirdError, Unreachable

__all__ = ["Bowerbird", "BowerbirdError", "Unreachable"]
