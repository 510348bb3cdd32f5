"""What `explain` says of conversations: who is called to them, what is offered, and what follows."""

from tests.unit.report.explaining import FRONT_DESK, told_of


def test_a_conference_is_told_with_who_is_called(tmp_path):
    text = FRONT_DESK.replace("after:\n", """\
transfer: {hold: 2 min}
after:
  major: {on: served, manner: conference, go: {team: desk, reason: question, with: billing}}
""")   # fmt: skip
    said = told_of(tmp_path, text)
    assert "Conference: the agent stays to the end of the conversation, unless nobody has come after" in said
    assert "passed on to desk about question, with one agent each of billing, by conference transfer" in said


def test_consulting_is_told_with_its_time_and_its_use(tmp_path):
    text = FRONT_DESK.replace("after:\n", """\
transfer: {consult_takes: 2 min, consult_waits: 30 s}
after:
  ask: {on: unresolved, share: 20 %, manner: consult, go: {team: billing}, solves: 60 %}
""")   # fmt: skip
    said = told_of(tmp_path, text)
    assert "Consulting: a colleague joins for 2 min, if one comes within 30 s; an agent who" in said
    assert "consult a colleague of billing, which solves 60 % of what was left unresolved." in said


def test_a_callback_is_told_with_its_offer(tmp_path):
    text = FRONT_DESK + """\
routing: {phone: [{to: desk, for: 30 s}, {to: callback}]}
callback: {above: 3 min, accepts: 60 %, rings: 20 s, answers: 90 %, attempts: 2, every: 10 min}
"""
    said = told_of(tmp_path, text)
    assert "phone: team desk for up to 30 s; then a callback is offered." in said
    assert "Offered where a wait of more than 3 min is predicted; 60 % take it." in said
    assert "A call rings for 20 s and is answered by 90 %; 2 attempts, 10 min apart." in said


def test_messages_and_what_becomes_of_them_are_told(tmp_path):
    text = FRONT_DESK.replace("after:\n", """\
routing: {phone: [{to: desk, for: 2 min}, {to: message}]}
after:
  read: {on: message, go: {work: question}}
""")   # fmt: skip
    said = told_of(tmp_path, text)
    assert "phone: team desk for up to 2 min; then the customer leaves a message." in said
    assert "read: After leaving a message, all have it done as back-office work: question." in said


def test_what_follows_a_broken_promise_is_told(tmp_path):
    text = FRONT_DESK.replace("after:\n", """\
channels: {phone: {promise: 2 min}}
after:
  up: {on: late, share: 40 %, go: {team: desk, reason: question}}
  chase: {on: late, go: again, delay: 5 min}
""")   # fmt: skip
    said = told_of(tmp_path, text)
    assert "up: When a promise passes and nobody has answered, 40 % of them wait for desk" in said
    assert "chase: When a promise passes and nobody has answered, all try again, after 5 min." in said


def test_rooms_pickup_choice_and_forwarding_are_told(tmp_path):
    text = FRONT_DESK.replace("after:\n", """\
channels: {phone: {pickup: 8 s}}
rank: {free_agent: random}
after:
  on: {on: served, share: 5 %, go: {reason: invoice}, work: rest, max: 1}
""").replace("shrinkage: 12 %,", "max_queue: 0, at_closing: clear,")   # fmt: skip
    said = told_of(tmp_path, text)
    assert "an agent picks up after 8 s; the customer still waits" in said
    assert "no waiting room; at closing who waits for it is sent away" in said
    assert "Among free agents alike in preference and skill, a contact takes one at random." in said
    assert "5 % of them are passed on to the right team about invoice, with what was left of the" in said
