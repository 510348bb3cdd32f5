
// Three kinds of chart: numbers with their intervals, bars of shares, curves of waiting.

function row(name, number, drawing, classes = "row") {
  const words = element("div", {}, element("b", {}, name), element("span", { class: "number" }, number));
  return element("div", { class: classes }, words, drawing);
}

function figure(title, subtitle, ...parts) {
  return element("figure", {}, element("figcaption", {}, element("h3", {}, title), element("p", {}, subtitle)), ...parts);
}

/** Numbers with their intervals below each other, on one axis.
 *  rows: name, value, low, high, text, kind; `matters` is the smallest difference that matters. */
function dots(label, rows, { unit, better = "", matters = null, zero = false }) {
  const scale = linear(...reach(rows, matters, zero));
  const lines = rows.map((one) => {
    const drawing = shape("svg", { class: "strip" }, ...ground(scale, matters, zero), dot(one, scale));
    const number = one.judged ? `${one.text}: ${one.judged}` : one.text;
    return row(one.name, number, drawing, one.whole ? "row whole" : "row");
  });
  const sides = { lower: "\u2190 better", higher: "better \u2192" }[better];
  const words = element("p", { class: `unit ${better}` }, element("span", {}, unit), element("b", {}, sides ?? ""));
  const axis = row("", "", element("div", { "aria-hidden": "true" }, axisOf(scale), words), "row axis");
  return walkable(element("div", { class: "chart", role: "group", "aria-label": label }, ...lines, axis));
}

/** From where to where an axis must go; of differences as far to the left as to the right. */
function reach(rows, matters, zero) {
  const ends = rows.flatMap((one) => [one.value, one.low, one.high]).filter((n) => n !== null);
  if (zero) {
    const most = Math.max(...ends.map(Math.abs), 1.3 * (matters ?? 0)) || 1;
    return [-most, most];
  }
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const from = low >= 0 && low < 0.6 * high ? 0 : low - 0.4 * (high - low || Math.abs(high) || 1);
  return ends.length ? [from, high + 0.1 * (high - from || 1)] : [0, 1];
}

function ground(scale, matters, zero) {
  const parts = [];
  if (matters !== null) {
    const [from, to] = [scale(-matters), scale(matters)];
    parts.push(shape("rect", { class: "band", x: `${from}%`, width: `${to - from}%`, y: "0", height: "100%" }));
  }
  const lines = zero ? [[0, "zero"]] : ticks(scale.low, scale.high).map((at) => [at, "grid"]);
  for (const [at, look] of lines) {
    const x = `${scale(at)}%`;
    parts.push(shape("line", { class: look, x1: x, x2: x, y1: "0", y2: "100%" }));
  }
  return parts;
}

function dot(one, scale) {
  const mark = shape("g", { class: `mark ${(one.kind ?? "").replaceAll(" ", "-")}` });
  mark.append(shape("rect", { class: "hit", x: "0", y: "0", width: "100%", height: "100%", rx: "4" }));
  if (one.low !== null && one.high !== null) {
    const [from, to] = [`${scale(one.low)}%`, `${scale(one.high)}%`];
    mark.append(shape("line", { class: "interval", x1: from, x2: to, y1: "50%", y2: "50%" }));
    for (const x of [from, to]) mark.append(shape("line", { class: "interval", x1: x, x2: x, y1: "35%", y2: "65%" }));
  }
  if (one.value !== null) mark.append(pointOf(one.kind, `${scale(one.value)}%`));
  const told = one.judged ? `${one.name}: ${one.text}: ${one.judged}` : `${one.name}: ${one.text}`;
  return telling(mark, told);
}

/** Worse is a diamond, so that it is told from better without colour. */
function pointOf(kind, x) {
  if (kind !== "worse") return shape("circle", { class: "point", cx: x, cy: "50%", r: "6" });
  return shape("svg", { x, y: "50%", width: "1", height: "1" }, shape("path", { class: "point", d: "M0-8L8 0L0 8L-8 0Z" }));
}

function axisOf(scale) {
  const texts = ticks(scale.low, scale.high).map((at) =>
    shape("text", { x: `${scale(at)}%`, y: "75%", "text-anchor": "middle" }, plain(at)));
  return shape("svg", { class: "ticks" }, ...texts);
}

/** Shares that add up, a bar a row. rows: name, shares; `colours`: [fill, whether it is dark, whether hatched]. */
function bars(label, classes, colours, rows) {
  const lines = rows.map((one) => {
    const drawing = shape("svg", { class: "bars" });
    let begin = 0;
    one.shares.forEach((share, place) => {
      const [fill, dark, hatched] = colours[place];
      const said = `${one.name}, ${classes[place]}: ${share.text}`;
      const size = { x: `${begin}%`, width: `${Math.max(share.value, 0)}%`, y: "0", height: "100%" };
      drawing.append(telling(shape("rect", { class: "share", fill, ...size }), said));
      if (hatched) drawing.append(shape("rect", { class: "hatch", fill: "url(#hatch)", ...size }));
      if (share.value >= 7) {
        const at = { x: `${begin + share.value / 2}%`, y: "66%", "text-anchor": "middle" };
        drawing.append(shape("text", { class: `share-text ${hatched ? "on-hatch" : dark ? "on-dark" : "on-light"}`, ...at }, share.value.toFixed(0)));
      }
      begin += share.value;
    });
    return row(one.name, one.number ?? "", drawing);
  });
  const key = classes.map((words, place) => {
    const [fill, , hatched] = colours[place];
    const fills = hatched ? [fill, "url(#hatch)"] : [fill];
    const swatch = fills.map((one) => shape("rect", { width: "100%", height: "100%", fill: one }));
    return element("li", {}, shape("svg", { "aria-hidden": "true" }, ...swatch), words);
  });
  return walkable(element("div", { class: "chart", role: "group", "aria-label": label },
    element("ul", { class: "key" }, ...key), ...lines));
}

const TIMES = [[0, "0"], [10, "10 s"], [60, "1 min"], [180, "3 min"], [300, "5 min"], [600, "10 min"], [1200, "20 min"],
  [1800, "30 min"], [3600, "60 min"]];
const GROUND = 0.2; // per cent below which a curve has reached the ground

/** Share that waited longer than a time; a line that is moved by pointer or arrow keys reads it off. */
function curves(panel, scenarios) {
  const times = panel.curves[0].points.map(([at]) => at);
  const seen = times.filter((at, n) => panel.curves.some((curve) => curve.points[n][1].value > GROUND));
  const end = times.find((at) => at > Math.max(...seen, 30)) ?? times.at(-1);
  const shown = times.filter((at) => at <= end);
  const across = (at) => 100 * Math.sqrt(at / end);
  const highest = Math.max(...panel.curves.map((curve) => Math.max(curve.points[0][1].high ?? 0, curve.points[0][1].value)));
  const top = ticks(0, highest, 4).at(-1) >= highest ? highest : Math.min(highest * 1.08, 100);
  const up = (share) => 100 - (100 * Math.min(Math.max(share, 0), top)) / (top || 1);
  const plot = shape("svg", { class: "plot", tabindex: "0", role: "slider", "aria-label": panel.title,
    "aria-valuemin": "0", "aria-valuemax": String(shown.length - 1) });
  for (const at of ticks(0, top || 1)) {
    plot.append(shape("line", { class: "grid", x1: "0", x2: "100%", y1: `${up(at)}%`, y2: `${up(at)}%` }),
      shape("text", { x: "-8", y: `${up(at)}%`, dy: "4", "text-anchor": "end" }, `${plain(at)} %`));
  }
  let last = Infinity;
  for (const [at, words] of TIMES.filter(([at]) => at <= end).reverse()) {
    if (last - across(at) < 15) continue;
    last = across(at);
    const anchor = at === 0 ? "start" : across(at) > 95 ? "end" : "middle";
    plot.append(shape("text", { x: `${last}%`, y: "100%", dy: "18", "text-anchor": anchor }, words));
  }
  const inside = shape("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", width: "100%", height: "100%" });
  for (const curve of panel.curves) {
    const { colour, dash } = scenarios[curve.place];
    const points = curve.points.filter(([at]) => at <= end);
    const path = (end) => points.map(([at, share]) => `${across(at)},${up(share[end] ?? share.value)}`);
    inside.append(shape("polygon", { class: "veil", fill: colour, points: [...path("low"), ...path("high").reverse()].join(" ") }),
      shape("polyline", { class: "curve", stroke: colour, "stroke-dasharray": dash, points: path("value").join(" ") }));
  }
  const rule = shape("line", { class: "rule", y1: "0", y2: "100%" });
  plot.append(inside);
  if (panel.target !== null && panel.target <= end) {
    const x = `${across(panel.target)}%`;
    plot.append(shape("line", { class: "target", x1: x, x2: x, y1: "0", y2: "100%" }),
      shape("text", { x, dx: "4", y: "12" }, `target ${plain(panel.target)} s`));
  }
  plot.append(rule);
  return readable(panel, scenarios, { plot, rule, shown, across });
}

/** The curves with their key, which says the share of each at the line. */
function readable(panel, scenarios, { plot, rule, shown, across }) {
  const heading = element("p", { class: "readout" });
  const key = element("ul", { class: "key scenarios" });
  let place = 0;
  const read = (next) => {
    place = Math.min(Math.max(next, 0), shown.length - 1);
    const at = shown[place];
    rule.setAttribute("x1", `${across(at)}%`);
    rule.setAttribute("x2", `${across(at)}%`);
    heading.textContent = at === 0 ? "Waited at all" : `Waited longer than ${at < 90 ? `${at} s` : `${plain(at / 60)} min`}`;
    const said = panel.curves.map((curve) => [scenarios[curve.place], curve.points[place][1].text]);
    key.replaceChildren(...said.map(([scenario, text]) => element("li", {}, stroke(scenario), `${scenario.title}: ${text}`)));
    plot.setAttribute("aria-valuenow", String(place));
    plot.setAttribute("aria-valuetext", `${heading.textContent}. ${said.map(([one, text]) => `${one.title}: ${text}`).join(". ")}`);
  };
  plot.addEventListener("pointermove", (event) => {
    const box = plot.getBoundingClientRect();
    const x = (100 * (event.clientX - box.left)) / box.width;
    const far = shown.map((at) => Math.abs(across(at) - x));
    read(far.indexOf(Math.min(...far)));
  });
  plot.addEventListener("keydown", (event) => {
    const next = { ArrowRight: place + 1, ArrowUp: place + 1, ArrowLeft: place - 1, ArrowDown: place - 1,
      Home: 0, End: shown.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    read(next);
  });
  read(shown.findIndex((at) => at >= (panel.target ?? 60)));
  return element("div", {}, element("h4", {}, panel.title), heading, key, plot);
}

function stroke({ colour, dash }) {
  const line = { x1: "0", x2: "100%", y1: "50%", y2: "50%", stroke: colour, "stroke-width": "3", "stroke-dasharray": dash };
  return shape("svg", { "aria-hidden": "true" }, shape("line", line));
}
