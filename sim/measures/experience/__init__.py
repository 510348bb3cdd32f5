"""How easy it was: journeys scored by a model of ease, satisfaction and recommendation, which is data."""
