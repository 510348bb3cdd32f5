"""What-if simulation of customer experience: the same customers through every alternative."""

__version__ = "0.1.0"
