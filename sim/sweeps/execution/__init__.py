"""How the work is done: cut into tasks, carried out on this machine or a cluster, each piece settled once."""
