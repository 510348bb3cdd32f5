"""One replication of one plan: SimPy processes that read like the business, and the record they leave."""

from sim.engine.replication import replicate

__all__ = ["replicate"]
