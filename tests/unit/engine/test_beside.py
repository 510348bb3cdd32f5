"""What runs beside steps at which people are at work, and what comes again and again."""

from __future__ import annotations

import math

from sim.streams import draw, key, mixed, purpose_key

from .scenes import SECOND, Came, play, takes, team

REASONS = {
    "question": takes("100 s", channels={"phone": "100 %"}),
    "problem": takes("20 s", channels={"phone": "100 %"}),
    "packing": takes("600 s"),
    "notice": takes("50 s", channels={"phone": "100 %"}),
}
CREW = {"desk": team(2, "question", "problem", "notice"), "back": team(1, "packing")}


def walk(*came, steps, start="it", **parts):
    """Journeys through a process that ends at `done`."""
    who = [one if isinstance(one, Came) else Came(one, "orders") for one in came]
    return play(
        who,
        **{
            "teams": CREW,
            "reasons": REASONS,
            "demand": {"orders": {"process": "order", "rate": "1/h"}},
            "processes": {"order": {"start": start, "steps": {**steps, "done": {"end": "done"}}}},
            **parts,
        },
    )


def asked(scene, journey=0, step="trouble"):
    """When an aside's talks began and ended."""
    return [(leg.started, leg.ended) for leg in scene.of(journey, "human") if leg.step.endswith(step)]


def test_after_a_time_beside_work_if_it_still_lasts():
    """Packed from 0 to 600, and the next order until 1200: beside the first, 700 comes too late."""
    beside = {"trouble": {"contact": "problem", "after": "700 s"}}
    work = {"work": "packing", "next": "done", "beside": beside}
    scene = walk(0, 1, steps={"it": work})
    assert asked(scene, 0) == []
    assert asked(scene, 1) == [(701, 721)]
    assert [scene.of(n, "end")[0].ended for n in (0, 1)] == [600, 1200]


def test_beside_a_contact_the_step_ends_only_when_both_have():
    beside = {"trouble": {"contact": "problem", "after": "90 s"}}
    ask = {"contact": "question", "next": "done", "beside": beside}
    scene = walk(0, steps={"it": ask})
    assert asked(scene, step="it") == [(0, 100)]
    assert asked(scene) == [(90, 110)]
    assert scene.of(0, "end")[0].ended == 110


def test_beside_branches_and_the_companys_own_call():
    branches = {"pack": {"work": "packing"}, "tell": {"proactive": "notice"}}
    beside = {"trouble": {"contact": "problem", "after": "300 s"}}
    scene = walk(0, steps={"it": {"together": {"branches": branches}, "next": "done", "beside": beside}})
    assert asked(scene) == [(300, 320)]
    assert [leg.talk for leg in scene.of(0, "proactive")] == [("desk.0", 0, 0, 50, 50)]
    beside = {"trouble": {"contact": "problem", "after": "30 s"}}
    call = {"proactive": "notice", "next": "done", "beside": beside}
    assert asked(walk(0, steps={"it": call})) == [(30, 50)]


def test_only_to_customers_of_the_segments_named():
    beside = {"trouble": {"contact": "problem", "after": "30 s", "where": {"segment": "gold"}}}
    late = {"question": {"contact": "question", "where": {"segment": ["silver", "bronze"]}}}
    work = {"work": "packing", "next": "done", "promise": "300 s", "beside": beside, "if_late": late}
    came = [Came(0, "orders", "gold"), Came(1000, "orders", "silver")]
    scene = walk(*came, steps={"it": work}, segments={"gold": {}, "silver": {}, "bronze": {}})
    assert [asked(scene, number) for number in (0, 1)] == [[(30, 50)], []]
    assert [asked(scene, number, "question") for number in (0, 1)] == [[], [(1300, 1400)]]


def test_again_and_again_as_long_as_the_step_lasts():
    """Every 300 s of 1000 s, the first after 300."""
    beside = {"trouble": {"contact": "problem", "every": "300 s"}}
    stay = {"takes": "1000 s", "next": "done", "beside": beside}
    assert asked(walk(0, steps={"it": stay})) == [(300, 320), (600, 620), (900, 920)]


def test_the_first_may_come_sooner_or_later():
    beside = {"trouble": {"contact": "problem", "every": "300 s", "after": "50 s"}}
    stay = {"takes": "1000 s", "next": "done", "beside": beside}
    assert [at for at, _ in asked(walk(0, steps={"it": stay}))] == [50, 350, 650, 950]


def test_one_may_begin_while_the_one_before_goes_on():
    stay = {"takes": "50 s", "next": "done", "beside": {"trouble": {"contact": "problem", "every": "15 s"}}}
    scene = walk(0, steps={"it": stay})
    assert asked(scene) == [(15, 35), (30, 50), (45, 65)]
    assert len({leg.who for leg in scene.of(0, "human")}) == 2
    assert scene.of(0, "end")[0].ended == 65


def test_chasing_again_and_again_once_late_until_told():
    """Late at 100: chased then and every 200 s; told at 450, so 500 is not chased."""
    late = {
        "chase": {"contact": "problem", "every": "200 s"},
        "tell": {"proactive": "notice", "after": "350 s", "prevents": "chase"},
    }
    stay = {"takes": "1000 s", "promise": "100 s", "next": "done", "if_late": late}
    assert asked(walk(0, steps={"it": stay}), step="chase") == [(100, 120), (300, 320)]


def test_random_moments_are_draws_of_their_own():
    """The k-th gap is the exponential quantile of the k-th entry's draw."""
    beside = {"trouble": {"contact": "problem", "every": {"exponential": "100 s"}}}
    scene = walk(0, steps={"it": {"takes": "500 s", "next": "done", "beside": beside}})
    journey = mixed(key("demand", "orders", "all"), 0)
    moments, entry = [0], 0
    while moments[-1] < 500 * SECOND:
        fate = mixed(journey ^ key("step", "order.it.trouble"), entry)
        gap = -100 * SECOND * math.log1p(-draw(purpose_key(0, 0, "moment"), fate))
        moments.append(moments[-1] + round(gap))
        entry += 1
    queued = [leg.queued for leg in scene.of(0, "human")]
    assert queued == [moment / SECOND for moment in moments[1:-1]]
    assert len(queued) > 2


def test_the_share_decides_once_for_the_whole_stay():
    beside = {"trouble": {"contact": "problem", "every": "300 s", "share": "50 %"}}
    steps = {"it": {"takes": "1000 s", "next": "done", "beside": beside}}
    scene = walk(*range(0, 60, 2), steps=steps, teams={**CREW, "desk": team(40, "problem", "notice")})
    assert {len(asked(scene, journey)) for journey in range(30)} == {0, 3}
