
"use strict";
// What every chart is made of: words, elements, scales in per cent of the width, marks that tell their number.

const SVG = "http://www.w3.org/2000/svg";
const data = JSON.parse(document.getElementById("data").textContent);
const language = document.documentElement.lang;

/** A message in the page's language, its fields filled in. */
function say(template, fields = {}) {
  return (data.words[template] ?? template).replace(/\{(\w+)\}/g, (_, name) => fields[name]);
}

/** What is about something: `head: body`; then texts after one another, those that are empty left out. */
function headed(head, body) {
  return say("{head}: {body}", { head, body });
}

function chained(...texts) {
  return texts.filter(Boolean).reduce((first, next) => say("{first}; {next}", { first, next }));
}

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
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough * (1 - 1e-9));
  const found = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9; n += 1) found.push(n * step || 0);
  return found;
}

/** A number as the language writes it. */
function plain(value, digits = 6) {
  return value.toLocaleString(language, { maximumSignificantDigits: digits }).replace("-", "\u2212");
}

function percent(value) {
  return say("{number} %", { number: plain(value) });
}

/** A time of so many seconds. */
function lasting(seconds) {
  const short = seconds < 60 || (seconds < 90 && seconds % 60 > 0);
  return short ? say("{number} s", { number: plain(seconds, 3) }) : say("{number} min", { number: plain(seconds / 60, 3) });
}

/** What is known of a number: its ends and itself. */
function known(...numbers) {
  return numbers.flatMap((one) => [one.value, one.low, one.high]).filter((n) => n !== null && n !== undefined);
}

/** A number with the ends of its interval, where it has one. */
function withInterval({ text, low, high }) {
  return low === null ? text : say("{n} ({low} to {high})", { n: text, low: plain(low, 3), high: plain(high, 3) });
}

const SYMBOLS = { s: "M-5-5H5V5H-5Z", o: "M-6 0A6 6 0 1 1 6 0A6 6 0 1 1-6 0Z", D: "M0-7L7 0L0 7L-7 0Z",
  "^": "M0-7L6.5 5H-6.5Z", v: "M0 7L6.5-5H-6.5Z", P: "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
  X: "M-6-4L-4-6L0-2L4-6L6-4L2 0L6 4L4 6L0 2L-4 6L-6 4L-2 0Z" };

/** A symbol in the middle of a place in per cent; `look` has a colour and a mark. */
function symbol(look, x = 50, y = 50) {
  const path = shape("path", { d: SYMBOLS[look.mark], fill: look.colour });
  return shape("svg", { x: `${x}%`, y: `${y}%`, width: "1", height: "1" }, path);
}

/** How a line looks, beside its name in a key; a symbol where it has one. */
function sample({ colour, dash, mark, area }, marked = false) {
  const line = { x1: "0", x2: "100%", y1: "50%", y2: "50%", stroke: colour, "stroke-width": "3", "stroke-dasharray": dash ?? "" };
  return shape("svg", { "aria-hidden": "true" },
    area ? shape("rect", { width: "100%", height: "100%", fill: colour }) : shape("line", line),
    marked ? symbol({ colour, mark }) : null);
}

/** A fill with what it means behind it. */
function swatch(fill, words, hatched = false) {
  const fills = hatched ? [fill, "url(#hatch)"] : [fill];
  const rects = fills.map((one) => shape("rect", { class: "swatch", width: "100%", height: "100%", fill: one }));
  return element("li", {}, shape("svg", { "aria-hidden": "true" }, ...rects), words);
}

/** Lines from top to foot and from side to side, or a part of that, at per cent of the drawing. */
function upright(x, look, from = 0, to = 100) {
  return shape("line", { class: look, x1: `${x}%`, x2: `${x}%`, y1: `${from}%`, y2: `${to}%` });
}

function level(y, look, from = 0, to = 100) {
  return shape("line", { class: look, x1: `${from}%`, x2: `${to}%`, y1: `${y}%`, y2: `${y}%` });
}

/** Words at a place in per cent, moved by pixels. */
function lettering(x, y, words, { anchor = "middle", dx = 0, dy = 4 } = {}) {
  return shape("text", { x: `${x}%`, y: `${y}%`, dx, dy, "text-anchor": anchor }, words);
}

/** Levels with their numbers at the left; `up` leads from a number to per cent from the top. */
function sideAxis(values, up, written = plain) {
  return values.flatMap((at) => [level(up(at), at === 0 ? "zero" : "grid"),
    lettering(0, up(at), written(at), { anchor: "end", dx: -8 })]);
}

/** A symbol with its interval from side to side, or from foot to top. */
function crossed(look, said, [x, y], sides, ends) {
  const mark = shape("g", { class: "cross", stroke: look.colour });
  if (sides) mark.append(level(y, "", ...sides));
  if (ends) mark.append(upright(x, "", ...ends));
  mark.append(symbol(look, x, y), shape("circle", { class: "hit", cx: `${x}%`, cy: `${y}%`, r: "12" }));
  return telling(mark, said);
}

/** A mark that says its number when it is pointed at or reached by keyboard. */
function telling(mark, said) {
  mark.setAttribute("tabindex", "-1");
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", said);
  mark.dataset.tip = said;
  return mark;
}

/** One tab stop a chart; arrow keys go from mark to mark, of a grid up and down by a row of `across`. */
function walkable(chart, across = 1) {
  const marks = [...chart.querySelectorAll("[data-tip]")];
  if (marks.length) marks[0].setAttribute("tabindex", "0");
  chart.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: across, ArrowLeft: -1, ArrowUp: -across }[event.key];
    const at = marks.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = marks[at + step] ?? marks[at];
    marks[at].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
  return chart;
}

/** A chart by name for those who cannot see it, with its marks to walk along. */
function chartOf(label, ...parts) {
  return walkable(element("div", { class: "chart", role: "group", "aria-label": label }, ...parts));
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
  document.addEventListener("scroll", place, { passive: true, capture: true });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
