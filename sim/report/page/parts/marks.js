
"use strict";
// What every chart is made of: elements, scales in per cent of the width, marks that tell their number.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; text becomes text, never markup. */
function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same of a drawing. Positions are in per cent, so that it fits any width without being drawn anew. */
function shape(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Numbers to per cent of the width, `pad` per cent free at both ends. */
function linear(low, high, pad = 3) {
  const scale = (value) => pad + (100 - 2 * pad) * ((value - low) / (high - low || 1));
  scale.low = low;
  scale.high = high;
  return scale;
}

/** Round numbers between two, about `count` of them. */
function ticks(low, high, count = 4) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const found = [];
  for (let n = Math.ceil(low / step); n * step <= high + step * 1e-9; n += 1) found.push(n * step);
  return found;
}

function plain(value) {
  const text = value.toLocaleString("en", { maximumSignificantDigits: 6 });
  return text.replace("-", "\u2212");
}

/** A mark that says its number when it is pointed at or reached by keyboard. */
function telling(mark, said) {
  mark.setAttribute("tabindex", "-1");
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", said);
  mark.dataset.tip = said;
  return mark;
}

/** One tab stop a chart; arrow keys go from mark to mark. */
function walkable(chart) {
  const marks = [...chart.querySelectorAll("[data-tip]")];
  if (marks.length) marks[0].setAttribute("tabindex", "0");
  chart.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = marks.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = marks[Math.min(Math.max(at + step, 0), marks.length - 1)];
    marks[at].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
  return chart;
}

/** Shows what a mark tells, beside it wherever it scrolls; Escape takes it away. */
function tellAll(root, tip) {
  let mark = null;
  const place = () => {
    if (!mark) return;
    const box = mark.getBoundingClientRect();
    const across = Math.min(box.left + box.width / 2 - tip.offsetWidth / 2, innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(across, 8)}px`;
    tip.style.top = `${above > 8 ? above : box.bottom + 6}px`;
  };
  const tell = (found) => {
    mark = found;
    tip.hidden = !mark;
    tip.textContent = mark?.dataset.tip ?? "";
    place();
  };
  const show = (event) => tell(event.target.closest("[data-tip]"));
  const hide = () => tell(null);
  root.addEventListener("pointerover", show);
  root.addEventListener("focusin", show);
  root.addEventListener("pointerleave", hide);
  root.addEventListener("focusout", hide);
  document.addEventListener("scroll", place, { passive: true });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
