"""Work that goes round between teams (Jackson), and what pooling and owning do to queues."""

from __future__ import annotations

from collections.abc import Mapping

from tests.theory import measured
from tests.theory.agreement import reproduces
from tests.theory.formulas import ErlangC, Jackson

ROUTING = [[0, 0.5, 0.5, 0], [1, 0, 0, 0], [0.6, 0, 0, 0], [1, 0, 0, 0]]
NODES = range(4)


def test_jackson_network() -> None:
    """Teams and reasons are nodes 1 to 4 in order, indices 0 to 3."""

    def model(rate: float, **services: float) -> Mapping[str, float]:
        network = Jackson([0, 0, 0, rate], list(services.values()), ROUTING)
        expected = {}
        for node in NODES:
            expected[f"throughput_{node}"] = network.throughputs[node]
            expected[f"service_{node}"] = network.services[node]
            expected[f"response_{node}"] = network.responses[node]
            expected[f"number_{node}"] = network.numbers[node]
            expected[f"occupancy_{node}"] = network.occupancies[node]
        return expected

    measures = {}
    for node in NODES:
        measures[f"throughput_{node}"] = measured.rate(reason=node)
        measures[f"service_{node}"] = measured.service(reason=node)
        measures[f"response_{node}"] = measured.response(reason=node)
        measures[f"number_{node}"] = measured.number(reason=node)
        measures[f"occupancy_{node}"] = measured.occupancy(team=node)
    services = {"one": 0.04, "two": 0.03, "three": 0.06, "four": 0.05}
    reproduces("jackson_network", measures, model, count=72, rate=4.0, **services)


MEASURES = {
    "rate": measured.rate(),
    "service": measured.service(),
    "wait": measured.wait(),
    "waits": measured.waits,
    "occupancy": measured.occupancy(),
    "queue": measured.queue,
}


def side_by_side(rate: float, service: float, queues: int, agents: int) -> Mapping[str, float]:
    """Equal Erlang C queues that share the arrivals evenly."""
    one = ErlangC(rate / queues, service, agents)
    return {
        "rate": rate,
        "service": service,
        "wait": one.wait,
        "waits": one.waits,
        "occupancy": one.occupancy,
        "queue": queues * one.queue,
    }


def test_two_teams_with_a_reason_each_are_two_queues() -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        return side_by_side(rate, service, queues=2, agents=6)

    reproduces("two_pools", MEASURES, model, rate=4.2, service=2.0)


def test_one_skill_for_all_gives_one_pool() -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        return side_by_side(rate, service, queues=1, agents=12)

    reproduces("one_pool", MEASURES, model, rate=4.2, service=2.0)


def test_customers_who_wait_for_their_own_agent_form_a_queue_each() -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        return side_by_side(rate, service, queues=4, agents=1)

    reproduces("own_agent_only", MEASURES, model, rate=2.8, service=1.0)
