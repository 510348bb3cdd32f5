"""The rules of the simulation, each played in a scene small enough to be worked out by hand."""
