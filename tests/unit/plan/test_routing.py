"""Who may take a contact: routes, right teams, skilled teams, the menu and ranks."""

from sim.plan.model import Manner, Split, Stage, StageKind
from sim.plan.tables import CHANNEL, DIMENSIONS, PREVIOUS_TEAM, SEGMENT

from .writing import FRONT_DESK, plan

SKILLED = (Stage(StageKind.ANY_SKILLED, (), -1, True),)


def case(**where):
    numbers = dict.fromkeys(DIMENSIONS, 0) | where
    return [numbers[name] for name in DIMENSIONS]


def test_any_skilled_team_takes_contacts_unless_something_else_is_said():
    built = plan()
    assert [channel.name for channel in built.channels] == ["phone", "work"]
    assert [route.at(case()) for route in built.routes] == [SKILLED, SKILLED]


def test_menu_stands_before_the_phone_only():
    channels = {"phone": {}, "chat": {}, "email": {"waits": False}, "web": {"self_service": True}}
    built = plan(channels=channels, ivr={})
    menu = (Stage(StageKind.IVR, (), -1, True), Stage(StageKind.CHOSEN_TEAM, (), -1, True))
    routes = {
        channel.name: route.at(case()) for channel, route in zip(built.channels, built.routes, strict=True)
    }
    assert routes == {"chat": SKILLED, "email": SKILLED, "phone": menu, "web": (), "work": SKILLED}
    assert [channel.name for channel in built.channels if channel.waits] == ["chat", "phone"]


def test_menu_stands_before_the_channel_where_customers_wait_if_there_is_no_phone():
    built = plan(channels={"hotline": {}, "email": {"waits": False}}, ivr={})
    assert [route.at(case())[0].kind for route in built.routes] == [
        StageKind.ANY_SKILLED,
        StageKind.IVR,
        StageKind.ANY_SKILLED,
    ]


def test_stages_name_teams_in_order_or_without_preference_and_their_limits():
    stages = [
        {"to": "billing", "for": "0 s"},
        {"to": ["billing", "desk"], "for": "1 min", "keep": False},
        {"to": {"any_of": ["desk", "billing"]}},
    ]
    assert plan(routing={"phone": stages}).routes[0].at(case()) == (
        Stage(StageKind.TEAMS, (1,), 0, True),
        Stage(StageKind.TEAMS, (1, 0), 60_000_000, False),
        Stage(StageKind.ANY_OF, (0, 1), -1, True),
    )


def test_route_may_vary_by_segment():
    route = {"by": "segment", "business": [{"to": "owner", "for": "20 s"}], "rest": [{"to": "any_skilled"}]}
    built = plan(segments={"consumer": {}, "business": {}}, routing={"phone": route})
    assert built.routes[0].at(case(segment=0)) == (Stage(StageKind.OWNER, (), 20_000_000, True),)
    assert built.routes[0].at(case(segment=1)) == SKILLED


def test_skilled_teams_are_on_the_channel_handle_the_reason_and_serve_the_segment():
    hours = {"scheduled": 1, "hours": "open"}
    teams = {
        "billing": {**hours, "channels": ["email"], "handles": {"invoice": {}}},
        "desk": {**hours, "handles": {"question": {}, "invoice": {}}},
        "managers": {
            **hours,
            "owns": {"segment": "business", "customers_each": 9},
            "handles": {"question": {}, "invoice": {}},
        },
    }
    both = {"phone": "50 %", "email": "50 %"}
    reasons = {name: {"takes": "4 min", "channels": both} for name in ("question", "invoice")}
    built = plan(
        segments={"consumer": {}, "business": {}},
        teams=teams,
        reasons=reasons,
        channels={"phone": {}, "email": {"waits": False}},
    )
    email, phone = built.any_skilled[0], built.any_skilled[1]
    invoice, question, business, consumer = 0, 1, 0, 1
    assert email[invoice][business] == (0, 1, 2)
    assert email[invoice][consumer] == (0, 1)
    assert email[question][consumer] == (1,)
    assert phone[invoice][business] == (1, 2)
    assert phone[question][consumer] == (1,)
    assert built.right_team[0, invoice].tolist() == [0, 0]
    assert built.right_team[1, invoice].tolist() == [1, 1]


def test_reason_that_no_team_on_the_channel_handles_has_no_right_team():
    teams = {"desk": {**FRONT_DESK["teams"]["desk"]}}
    built = plan(teams=teams)
    assert built.right_team[0].tolist() == [[-1], [0]]
    assert built.any_skilled[0][0][0] == ()


def test_team_of_back_office_work_is_on_no_channel_of_customers():
    warehouse = {"scheduled": 1, "hours": "mon-sun 00:00-24:00", "handles": {"packing": {}}}
    built = plan(
        teams={**FRONT_DESK["teams"], "warehouse": warehouse},
        reasons={**FRONT_DESK["reasons"], "packing": {"takes": "2 min"}},
        demand={**FRONT_DESK["demand"], "orders": {"process": "order", "rate": "1/h"}},
        processes={
            "order": {
                "start": "pack",
                "steps": {"pack": {"work": "packing", "next": "done"}, "done": {"end": "done"}},
            }
        },
    )
    assert built.teams[2].channels == (False, True)
    assert built.channels[0].opens.tolist() == plan().channels[0].opens.tolist()


def test_team_that_a_route_names_is_on_the_phone_without_a_skill_for_it():
    first_line = {"scheduled": 1, "hours": "open", "handles": {}}
    built = plan(
        teams={"first_line": first_line, **FRONT_DESK["teams"]}, routing={"phone": [{"to": "first_line"}]}
    )
    assert built.teams[0].channels == (True, True)


def test_owners_answer_their_customers_even_about_what_they_cannot_help_with():
    owns = {"segment": "all", "customers_each": 9}
    managers = {"scheduled": 1, "hours": "open", "owns": owns, "handles": {"nothing": {}}}
    built = plan(
        teams={**FRONT_DESK["teams"], "managers": managers},
        reasons={**FRONT_DESK["reasons"], "nothing": {"takes": "1 min"}},
        routing={"phone": [{"to": "owner", "for": "20 s"}, {"to": "any_skilled"}]},
    )
    assert built.teams[2].channels == (True, True)


def test_menu_holds_its_shares_and_wrong_teams():
    ivr = {
        "takes": "40 s",
        "right_team": {"by": "reason", "invoice": "70 %", "rest": "85 %"},
        "hangs_up": "3 %",
        "wrong_team": {"desk": "60 %", "billing": "40 %"},
        "asks_for_a_person": {"share": "8 %", "to": "billing"},
    }
    menu = plan(ivr=ivr).menu
    assert [menu.right_team.at(case(reason=reason)) for reason in (0, 1)] == [0.7, 0.85]
    assert menu.wrong_team.at(case()) == Split((0.6, 1.0), (0, 1))
    assert (menu.person_team, menu.asks_for_a_person.at(case()), menu.hangs_up.at(case())) == (1, 0.08, 0.03)
    assert menu.self_service.at(case()) == 0.0


def test_rank_puts_listed_channels_first_and_counts_in_millionths():
    rank = {
        "class": ["phone", "work"],
        "points": {"by": "transferred", "yes": 120, "no": 0},
        "per_second": 0.5,
    }
    built = plan(channels={"phone": {}, "chat": {}, "email": {"waits": False}}, rank=rank)
    classes = {
        channel.name: built.rank.classes.at(case(channel=n)) for n, channel in enumerate(built.channels)
    }
    assert classes == {"phone": 0, "work": 1, "chat": 2, "email": 2}
    assert [built.rank.points.at(case(transferred=n)) for n in (0, 1)] == [0, 120_000_000]
    assert built.rank.per_second.at(case()) == 500_000
    assert built.rank.proactive.at(case()) == 2


def test_without_classes_everything_ranks_alike():
    rank = plan().rank
    assert rank.classes.steps == ()
    assert rank.classes.at(case()) == rank.proactive.at(case()) == 0


def test_manner_of_a_transfer_varies_by_who_hands_over():
    transfer = {"manner": {"by": "previous_team", "billing": "warm", "rest": "cold"}}
    built = plan(transfer=transfer).transfer
    assert [built.manner.at(case(previous_team=team)) for team in (0, 1, 2)] == [
        Manner.COLD,
        Manner.WARM,
        Manner.COLD,
    ]
    assert built.manner.steps == ((PREVIOUS_TEAM, 1),)
    assert built.most.at(case()) == -1


def test_reason_without_channels_comes_by_the_phone():
    built = plan(channels={"chat": {}, "phone": {}})
    assert built.reason_channels[0].at(case()) == Split((1.0,), (1,))


def test_reason_comes_by_its_channels_in_their_shares():
    invoice = {"takes": "5 min", "channels": {"phone": "70 %", "chat": "rest"}}
    built = plan(channels={"chat": {}, "phone": {}}, reasons={**FRONT_DESK["reasons"], "invoice": invoice})
    assert built.reason_channels[0].at(case()) == Split((0.7, 1.0), (1, 0))


def test_channels_are_open_when_a_team_is_if_customers_wait_and_always_if_not():
    built = plan(
        channels={"phone": {}, "email": {"waits": False}},
        run={"warm_up": "0 s", "measure": "1 d", "follow_up": "0 s"},
    )
    hour = 3_600_000_000
    assert {channel.name: (channel.opens // hour).tolist() for channel in built.channels} == {
        "phone": [[8, 16]],
        "email": [[0, 24]],
        "work": [[0, 24]],
    }
    assert {channel.name: channel.waits for channel in built.channels} == {
        "phone": True,
        "email": False,
        "work": False,
    }


def test_dimensions_used_by_the_tests_stand_where_they_should():
    assert (DIMENSIONS[SEGMENT], DIMENSIONS[CHANNEL], DIMENSIONS[PREVIOUS_TEAM]) == (
        "segment",
        "channel",
        "previous_team",
    )
