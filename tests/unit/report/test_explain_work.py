"""What `explain` says of work, and of how steps flow."""

import pytest

from tests.unit.report.explaining import told_of


@pytest.mark.parametrize(
    ("yields", "words"),
    [
        ("never", "who has begun with such work goes on with it as long as any waits"),
        ("by_interruption", "is put down at once for what ranks before it by class, and taken up again by "
         "the same agent before other work"),
    ],
)  # fmt: skip
def test_when_work_makes_way_is_told(tmp_path, yields, words):
    said = told_of(tmp_path, f"""\
teams: {{desk: {{scheduled: 1, hours: always, handles: {{packing: {{}}}}}}}}
reasons: {{packing: {{takes: 4 min, yields: {yields}}}}}
demand: {{orders: {{rate: 20/d, process: order}}}}
rank: {{class: [phone, work]}}
processes: {{order: {{start: pack, steps: {{pack: {{work: packing, next: done}}, done: {{end: done}}}}}}}}
""")
    assert f"packing: back-office work; takes 4 min; {words}." in said


def test_branches_are_told(tmp_path):
    said = told_of(tmp_path, """\
teams: {desk: {scheduled: 1, hours: always, handles: {packing: {}}}}
reasons: {packing: {takes: 4 min}}
demand: {orders: {rate: 20/d, process: order}}
processes:
  order:
    start: prepare
    steps:
      prepare: {together: {branches: {pack: {work: packing}, post: {takes: 2 d}}, joins: first}, next: done}
      done: {end: done}
""")
    until = "until the first has ended, without the others"
    assert f"prepare: 2 branches side by side, {until}; then done." in said
    assert "pack: side by side with the others, back-office work, packing." in said
    assert "post: side by side with the others, takes 2 days." in said


def test_giving_up_is_told(tmp_path):
    said = told_of(tmp_path, """\
teams: {desk: {scheduled: 1, hours: always, handles: {packing: {}}}}
reasons: {packing: {takes: 4 min}}
demand: {orders: {rate: 20/d, process: order}}
processes:
  order:
    start: pack
    steps:
      pack: {work: packing, gives_up_after: {exponential: 2 d}, next: done, on: {gave_up: lost}}
      done: {end: done}
      lost: {end: lost_sale}
""")
    patience = "whoever is not through after 2 days on average (exponential) gives up"
    assert f"pack: back-office work, packing; {patience}; if gave up, on to lost; then done." in said


def test_what_comes_again_and_again_is_told(tmp_path):
    said = told_of(tmp_path, """\
teams: {desk: {scheduled: 1, hours: always, handles: {problem: {}}}}
reasons: {problem: {takes: 4 min}}
demand: {rentals: {rate: 20/d, process: rental}}
processes:
  rental:
    start: drive
    steps:
      drive: {takes: 10 d, beside: {trouble: {contact: problem, every: {exponential: 5 w}}}, next: back}
      back: {end: returned}
""")
    every = "again and again, every 5 weeks on average (exponential)"
    assert f"trouble: meanwhile, all get in touch about problem, {every}." in said
