"""Run a scenario, or compare scenarios, from the terminal: `python run_scenario.py --help`."""

from sim.cli.main import main

if __name__ == "__main__":
    main()
