"""What `explain` says of work, and of how steps flow."""

import pytest

from sim.report.explain import explained
from sim.scenario.document import read


@pytest.mark.parametrize(
    ("yields", "words"),
    [
        ("never", "who has begun with such work goes on with it as long as any waits"),
        ("by_interruption", "is put down at once for what ranks before it by class, and taken up again by "
         "the same agent before other work"),
    ],
)  # fmt: skip
def test_when_work_makes_way_is_told(tmp_path, yields, words):
    path = tmp_path / "work.yaml"
    path.write_text(f"""\
teams: {{desk: {{scheduled: 1, hours: always, handles: {{packing: {{}}}}}}}}
reasons: {{packing: {{takes: 4 min, yields: {yields}}}}}
demand: {{orders: {{rate: 20/d, process: order}}}}
rank: {{class: [phone, work]}}
processes: {{order: {{start: pack, steps: {{pack: {{work: packing, next: done}}, done: {{end: done}}}}}}}}
""")
    said = " ".join(explained(read(path)).split())
    assert f"packing: back-office work; takes 4 min; {words}." in said
