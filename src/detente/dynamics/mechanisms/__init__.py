"""The mechanisms that come with detente, a file each; importing this package registers them in this order.

The order is part of what a seed means: a mechanism's parameters are drawn at its place.
"""

from ..mechanism import register
from . import (
    alignment,
    ambiguity,
    balance,
    brokerage,
    compartmentalisation,
    drift,
    events,
    hedging,
    influence,
    sanctions,
    settlement,
    vacuum,
    wedge,
)

register(settlement)
register(influence)
register(alignment)
register(balance)
register(compartmentalisation)
register(ambiguity)
register(hedging)
register(wedge)
register(vacuum)
register(brokerage)
register(sanctions)
register(events)
register(drift)
