"""The mechanisms that come with detente, a file each; importing this package registers them in this order.

The order is part of what a seed means: a mechanism's parameters are drawn at its place.
"""

from ..mechanism import register
from . import (
    alignment,
    balance,
    compartmentalisation,
    drift,
    hedging,
    influence,
    settlement,
    vacuum,
)

register(settlement)
register(influence)
register(alignment)
register(balance)
register(compartmentalisation)
register(hedging)
register(vacuum)
register(drift)
