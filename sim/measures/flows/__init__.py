"""What moved from where to where, how often and how long it took: process map, channels, agents."""
