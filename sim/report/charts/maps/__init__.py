"""Maps: where customers went from step to step and from team to team, with arrows as wide as many went."""
