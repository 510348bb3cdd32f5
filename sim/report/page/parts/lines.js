
// Lines over time or number, read off at a rule that the pointer or the arrow keys move; points both ways.

const HIGH = 100; // of the drawing: the ground

/** Lines with their intervals.
 *  courses: name, colour, dash, points (value, low, high, text; null: nothing there); `area` is filled to the ground.
 *  about: count and across (n to per cent) of the places, said (n to words), labels [[per cent, words]] below,
 *  written (a number on the left), frame [low, high], start, leap of the page keys, stepped, band, uprights [[per cent, look, words]]. */
function lines(title, courses, about) {
  const { count, across, frame = [0, Math.max(...courses.flatMap((one) => known(...one.points.filter(Boolean)))) || 1] } = about;
  const up = (value) => HIGH - (HIGH * (value - frame[0])) / (frame[1] - frame[0]);
  const plot = shape("svg", { class: `plot ${about.low ? "low" : ""}`, tabindex: "0", role: "slider", "aria-label": title,
    "aria-valuemin": "0", "aria-valuemax": String(count - 1) });
  for (const at of ticks(...frame, about.low ? 3 : 4)) {
    plot.append(shape("line", { class: at === 0 ? "zero" : "grid", x1: "0", x2: "100%", y1: `${up(at)}%`, y2: `${up(at)}%` }),
      shape("text", { x: "-8", y: `${up(at)}%`, dy: "4", "text-anchor": "end" }, (about.written ?? plain)(at)));
  }
  for (const [x, words] of about.labels) {
    const anchor = x < 3 ? "start" : x > 96 ? "end" : "middle";
    plot.append(shape("text", { x: `${x}%`, y: "100%", dy: "18", "text-anchor": anchor }, words));
  }
  const inside = shape("svg", { class: "inside", viewBox: "0 0 100 100", preserveAspectRatio: "none", width: "100%", height: "100%" });
  if (about.band) inside.append(shape("rect", { class: "band", x: "0", width: "100", y: up(about.band[1]), height: up(about.band[0]) - up(about.band[1]) }));
  if (about.veiled) inside.append(shape("rect", { class: "band", x: "0", width: about.veiled, y: "0", height: "100" }));
  for (const course of courses) inside.append(...drawn(course, about, up));
  const rule = shape("line", { class: "rule", y1: "0", y2: "100%" });
  plot.append(inside, ...(about.uprights ?? []).flatMap(marked), rule);
  return readable(title, courses, about, { plot, rule });
}

/** A vertical line at a place, with words; a tick at the foot where it says nothing. */
function marked([x, words, colour]) {
  const line = shape("line", { class: words ? "target" : "tick", x1: `${x}%`, x2: `${x}%`, y1: words ? "0" : "93%", y2: "100%" });
  if (colour) line.setAttribute("stroke", colour);
  return words ? [line, shape("text", { x: `${x}%`, dx: "4", y: "12" }, words)] : [line];
}

/** A course as shapes: its interval as a veil, its line; broken where there is nothing. */
function drawn({ colour, dash, points, area }, { across, stepped }, up) {
  const runs = [];
  points.forEach((one, n) => {
    if (!one || one.value === null) return;
    if (!runs.length || runs.at(-1).at(-1) !== n - 1) runs.push([]);
    runs.at(-1).push(n);
  });
  const path = (run, end) => run.flatMap((n) => {
    const y = up(points[n][end] ?? points[n].value);
    return stepped ? [`${across(n)},${y}`, `${across(n + 1)},${y}`] : [`${across(n)},${y}`];
  });
  return runs.flatMap((run) => {
    const line = path(run, "value");
    if (area) {
      const ends = [line[0], line.at(-1)].map((one) => `${one.split(",")[0]},${HIGH}`);
      return [shape("polygon", { fill: colour, points: [ends[0], ...line, ends[1]].join(" ") })];
    }
    return [shape("polygon", { class: "veil", fill: colour, points: [...path(run, "low"), ...path(run, "high").reverse()].join(" ") }),
      shape("polyline", { class: "curve", stroke: colour, "stroke-dasharray": dash ?? "", points: line.join(" ") })];
  });
}

/** The drawing with its key, which says the number of each course at the rule. */
function readable(title, courses, { count, across, said, start = 0, leap = 5 }, { plot, rule }) {
  const heading = element("p", { class: "readout" });
  const key = element("ul", { class: "key scenarios" });
  let place = 0;
  const read = (next) => {
    place = Math.min(Math.max(next, 0), count - 1);
    rule.setAttribute("x1", `${across(place)}%`);
    rule.setAttribute("x2", `${across(place)}%`);
    heading.textContent = said(place);
    const told = courses.map((one) => headed(one.name, one.points[place]?.text ?? "\u2013"));
    key.replaceChildren(...courses.map((one, n) => element("li", {}, sample(one), told[n])));
    plot.setAttribute("aria-valuenow", String(place));
    plot.setAttribute("aria-valuetext", `${heading.textContent}. ${told.join(". ")}`);
  };
  plot.addEventListener("pointermove", (event) => {
    const box = plot.getBoundingClientRect();
    const x = (100 * (event.clientX - box.left)) / box.width;
    let near = 0;
    for (let n = 1; n < count; n += 1) if (Math.abs(across(n) - x) < Math.abs(across(near) - x)) near = n;
    read(near);
  });
  plot.addEventListener("keydown", (event) => {
    const next = { ArrowRight: place + 1, ArrowUp: place + 1, ArrowLeft: place - 1, ArrowDown: place - 1,
      PageUp: place + leap, PageDown: place - leap, Home: 0, End: count - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    read(next);
  });
  read(start);
  return element("div", {}, element("h4", {}, title), heading, key, plot);
}

/** Points on two axes, each with its intervals both ways. points: name, colour, mark, x, y; `frontier`: whether on it. */
function plane(label, points, { x, y, corner = "" }) {
  const axes = [["x", x], ["y", y]].map(([name, { from }]) => {
    const ends = points.flatMap((one) => known(one[name]));
    const [low, high] = [from ?? Math.min(...ends), Math.max(...ends)];
    const room = 0.12 * (high - low || Math.abs(high) || 1);
    return linear(from ?? low - room, high + room, 0);
  });
  const [across, along] = axes;
  const up = (value) => 100 - along(value);
  const plot = shape("svg", { class: "plot" });
  for (const at of ticks(across.low, across.high)) {
    plot.append(upright(across(at), "grid"), shape("text", { x: `${across(at)}%`, y: "100%", dy: "18", "text-anchor": "middle" }, (x.written ?? plain)(at)));
  }
  for (const at of ticks(along.low, along.high)) {
    plot.append(shape("line", { class: "grid", x1: "0", x2: "100%", y1: `${up(at)}%`, y2: `${up(at)}%` }),
      shape("text", { x: "-8", y: `${up(at)}%`, dy: "4", "text-anchor": "end" }, (y.written ?? plain)(at)));
  }
  if (corner) plot.append(shape("text", { class: "corner", x: "99%", y: "16", "text-anchor": "end" }, corner));
  const best = points.filter((one) => one.frontier).sort((one, other) => one.x.value - other.x.value);
  best.slice(1).forEach((one, n) => {
    const [from, to] = [across(best[n].x.value), across(one.x.value)];
    const [high, low] = [up(best[n].y.value), up(one.y.value)];
    plot.append(shape("line", { class: "frontier", x1: `${from}%`, x2: `${to}%`, y1: `${high}%`, y2: `${high}%` }),
      shape("line", { class: "frontier", x1: `${to}%`, x2: `${to}%`, y1: `${high}%`, y2: `${low}%` }));
  });
  for (const one of points) plot.append(crossed(one, across, up));
  const key = points.map((one) => element("li", {}, sample(one, true), headed(one.name, one.told)));
  return chartOf(label, element("ul", { class: "key scenarios" }, ...key), element("p", { class: "side" }, y.title), plot,
    element("p", { class: "foot" }, x.title));
}

function crossed(one, across, up) {
  const { x, y, colour } = one;
  const mark = shape("g", { class: "cross", stroke: colour });
  if (x.low !== null) mark.append(shape("line", { x1: `${across(Math.max(x.low, across.low))}%`, x2: `${across(x.high)}%`, y1: `${up(y.value)}%`, y2: `${up(y.value)}%` }));
  if (y.low !== null) mark.append(shape("line", { x1: `${across(x.value)}%`, x2: `${across(x.value)}%`, y1: `${Math.min(up(y.low), HIGH)}%`, y2: `${up(y.high)}%` }));
  mark.append(symbol(one, across(x.value), up(y.value)), shape("circle", { class: "hit", cx: `${across(x.value)}%`, cy: `${up(y.value)}%`, r: "14" }));
  return telling(mark, headed(one.name, one.told));
}
