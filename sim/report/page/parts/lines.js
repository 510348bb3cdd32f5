
// Lines over time or number, read off at a rule that the pointer or the arrow keys move; points both ways.

const HIGH = 100; // of the drawing: the ground

/** Lines with their intervals.
 *  courses: name, colour, dash, points (value, low, high, text; null: nothing there); `area` is filled to the ground.
 *  about: count and across (n to per cent) of the places, said (n to words), labels [[per cent, words]] below,
 *  written (a number on the left), frame [low, high], start, leap of the page keys, stepped, band,
 *  uprights [[per cent, words, colour]]. */
function lines(title, courses, about) {
  const most = Math.max(...courses.flatMap((one) => known(...one.points.filter(Boolean))));
  const { count, frame = [0, most || 1] } = about;
  const up = (value) => HIGH - (HIGH * (value - frame[0])) / (frame[1] - frame[0]);
  const plot = shape("svg", { class: `plot ${about.low ? "low" : ""}`, tabindex: "0", role: "slider", "aria-label": title,
    "aria-valuemin": "0", "aria-valuemax": String(count - 1) });
  plot.append(...sideAxis(ticks(...frame, about.low ? 3 : 4), up, about.written));
  for (const [x, words] of about.labels) {
    const anchor = x < 3 ? "start" : x > 96 ? "end" : "middle";
    plot.append(lettering(x, 100, words, { anchor, dy: 18 }));
  }
  const inside = shape("svg", { class: "inside", viewBox: "0 0 100 100", preserveAspectRatio: "none", width: "100%", height: "100%" });
  if (about.band) {
    const [low, high] = about.band.map(up);
    inside.append(shape("rect", { class: "band", width: "100", y: high, height: low - high }));
  }
  if (about.veiled) inside.append(shape("rect", { class: "band", width: about.veiled, height: "100" }));
  for (const course of courses) inside.append(...drawn(course, about, up));
  const rule = upright(0, "rule");
  plot.append(inside, ...(about.uprights ?? []).flatMap(marked), rule);
  return readable(title, courses, about, { plot, rule });
}

/** A vertical line at a place, with words; a tick at the foot where it says nothing. */
function marked([x, words, colour]) {
  if (words) return [upright(x, "target"), lettering(x, 0, words, { anchor: "start", dx: 4, dy: 12 })];
  const line = upright(x, "tick", 93);
  line.setAttribute("stroke", colour);
  return [line];
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
    const veil = [...path(run, "low"), ...path(run, "high").reverse()].join(" ");
    return [shape("polygon", { class: "veil", fill: colour, points: veil }),
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
    plot.append(upright(across(at), "grid"), lettering(across(at), 100, (x.written ?? plain)(at), { dy: 18 }));
  }
  plot.append(...sideAxis(ticks(along.low, along.high), up, y.written));
  if (corner) plot.append(lettering(99, 0, corner, { anchor: "end", dy: 16 }));
  const best = points.filter((one) => one.frontier).sort((one, other) => one.x.value - other.x.value);
  best.slice(1).forEach((one, n) => {
    const [from, to] = [across(best[n].x.value), across(one.x.value)];
    const [high, low] = [up(best[n].y.value), up(one.y.value)];
    plot.append(level(high, "frontier", from, to), upright(to, "frontier", high, low));
  });
  for (const one of points) {
    const sides = one.x.low === null ? null : [across(Math.max(one.x.low, across.low)), across(one.x.high)];
    const ends = one.y.low === null ? null : [Math.min(up(one.y.low), HIGH), up(one.y.high)];
    plot.append(crossed(one, headed(one.name, one.told), [across(one.x.value), up(one.y.value)], sides, ends));
  }
  const key = points.map((one) => element("li", {}, sample(one, true), headed(one.name, one.told)));
  return chartOf(label, element("ul", { class: "key scenarios" }, ...key), element("p", { class: "side" }, y.title), plot,
    element("p", { class: "foot" }, x.title));
}
