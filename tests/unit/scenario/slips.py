"""Slips: how a good scenario file becomes a faulty one, and by what line, path and rule that must be told."""

from __future__ import annotations

from dataclasses import dataclass

DESK = """\
title: Desk
hours: {open: mon-fri 08:00-16:00}
teams:
  desk: {scheduled: 5, hours: open, shrinkage: 12 %, cost: 34 EUR/h, handles: {question: {resolves: 85 %}}}
  billing: {scheduled: 3, hours: open, handles: {invoice: {}}}
reasons:
  question: {takes: {exponential: 4 min}}
  invoice: {takes: {exponential: 5 min}}
demand:
  calls: {rate: 2000/w, contact: {question: 70 %, invoice: 30 %}}
patience: {exponential: 6 min}
"""

ORDERS = """\
segments: {consumer: {}, business: {customers: 100}}
teams:
  desk: {scheduled: 5, hours: always, handles: {question: {}, packing: {}}}
  sales: {scheduled: 2, hours: always, channels: [phone], handles: {question: {}}}
reasons:
  question: {takes: 4 min}
  packing: {takes: 3 min}
demand:
  orders: {rate: 100/d, process: order}
processes:
  order:
    start: ask
    steps:
      ask: {contact: question, on: {resolved: pack, rest: lost}}
      pack: {work: packing, promise: 1 d, next: ship}
      ship: {touchpoint: parcel, takes: 2 d, next: {done: 98 %, back: 2 %}}
      back: {process: return, on: {refunded: done, rest: lost}}
      done: {end: fulfilled}
      lost: {end: lost_sale}
  return:
    start: post
    steps:
      post: {takes: 3 d, next: paid}
      paid: {end: refunded}
after:
  redial: {on: abandoned, share: 50 %, go: again, delay: 20 min}
"""


@dataclass(frozen=True)
class Case:
    """A slip: `old` replaced by `new` in a good text, and how it must be told."""

    name: str
    old: str
    new: str
    line: int
    path: str
    rule: str
    text: str = DESK

    @property
    def file_text(self) -> str:
        assert self.text.count(self.old) >= 1, self.name
        return self.text.replace(self.old, self.new, 1)
