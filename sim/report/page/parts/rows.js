
// Charts of rows: numbers with their intervals, spans between two ends, bars of shares that add up.

function row(name, number, drawing, classes = "row") {
  const words = element("div", {}, element("b", {}, name), element("span", { class: "number" }, number));
  return element("div", { class: classes }, words, drawing);
}

/** Numbers with their intervals below each other, on one axis.
 *  rows: name, value, low, high, text, kind, judged; `band` is what makes no odds, `rule` a line in the middle. */
function dots(label, rows, { unit, better = "", band = null, rule = null }) {
  const scale = linear(...reach(known(...rows), band, rule));
  const lines = rows.map((one) => {
    const drawing = shape("svg", { class: "strip" }, ...ground(scale, band, rule), dot(one, scale));
    const number = one.judged ? headed(one.text, one.judged) : one.text;
    return row(one.name, number, drawing, one.whole ? "row whole" : "row");
  });
  return chartOf(label, ...lines, axisRow(scale, unit, better));
}

/** From where to where an axis must go; with a rule as far to the left of it as to the right. */
function reach(ends, band, rule) {
  if (rule !== null) {
    const most = Math.max(...ends.map((end) => Math.abs(end - rule)), band ? 1.3 * (band[1] - rule) : 0) || 1;
    return [rule - most, rule + most];
  }
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const from = low >= 0 && low < 0.6 * high ? 0 : low - 0.4 * (high - low || Math.abs(high) || 1);
  return ends.length ? [from, high + 0.1 * (high - from || 1)] : [0, 1];
}

function ground(scale, band, rule) {
  const parts = [];
  if (band !== null) {
    const [from, to] = band.map(scale);
    parts.push(shape("rect", { class: "band", x: `${from}%`, width: `${to - from}%`, y: "0", height: "100%" }));
  }
  const lines = rule !== null ? [[rule, "zero"]] : ticks(scale.low, scale.high).map((at) => [at, "grid"]);
  for (const [at, look] of lines) parts.push(upright(scale(at), look));
  return parts;
}

function dot(one, scale) {
  const mark = shape("g", { class: `mark ${(one.kind ?? "").replaceAll(" ", "-")}` });
  mark.append(shape("rect", { class: "hit", x: "0", y: "0", width: "100%", height: "100%", rx: "4" }));
  if (one.low !== null && one.high !== null) {
    const [from, to] = [scale(one.low), scale(one.high)];
    mark.append(level(50, "interval", from, to));
    for (const x of [from, to]) mark.append(upright(x, "interval", 35, 65));
  }
  if (one.value !== null) mark.append(pointOf(one.kind, `${scale(one.value)}%`));
  return telling(mark, [one.name, one.text, one.judged].filter(Boolean).reduce(headed));
}

/** Worse is a diamond, so that it is told from better without colour. */
function pointOf(kind, x) {
  if (kind !== "worse") return shape("circle", { class: "point", cx: x, cy: "50%", r: "6" });
  return shape("svg", { x, y: "50%", width: "1", height: "1" }, shape("path", { class: "point", d: "M0-8L8 0L0 8L-8 0Z" }));
}

function axisRow(scale, unit, better = "") {
  const sides = { lower: say("\u2190 better"), higher: say("better \u2192") }[better];
  const words = element("p", { class: `unit ${better}` }, element("span", {}, unit), element("b", {}, sides ?? ""));
  const texts = ticks(scale.low, scale.high).map((at) => lettering(scale(at), 75, plain(at), { dy: 0 }));
  const axis = shape("svg", { class: "ticks" }, ...texts);
  return row("", "", element("div", { "aria-hidden": "true" }, axis, words), "row axis");
}

/** How far each input moves a difference: from where it stands to its two ends, the low one hatched. */
function spans(label, { bars, unit, middle, matters }) {
  const band = matters === null ? null : [-matters, matters];
  const scale = linear(...reach([0, middle, ...bars.flatMap((one) => one.ends), ...(band ?? [])], null, null));
  const lines = bars.map((one) => {
    const drawing = shape("svg", { class: "strip" }, ...ground(scale, band, 0), upright(scale(middle), "middle"));
    one.ends.forEach((end, place) => {
      const [from, to] = [scale(middle), scale(end)].sort((a, b) => a - b);
      const size = { x: `${from}%`, width: `${Math.max(to - from, 0.3)}%`, y: "15%", height: "70%" };
      const said = headed(`${one.name} = ${one.settings[place]}`, `${plain(end, 3)} ${unit}`);
      drawing.append(telling(shape("rect", { class: "share", fill: place ? "#0072b2" : "#e69f00", ...size }), said));
      if (!place) drawing.append(shape("rect", { class: "hatch", fill: "url(#hatch)", ...size }));
    });
    const range = say("{low} to {high}", { low: one.settings[0], high: one.settings[1] });
    const name = one.name.replaceAll(".", ".\u200b"); // a path may break there
    return row(name, one.flips ? say("{range}: turns the answer", { range }) : range, drawing);
  });
  const key = element("ul", { class: "key" }, swatch("#e69f00", say("at the low end of its range"), true),
    swatch("#0072b2", say("at the high end")), element("li", {}, sample({ colour: "#595959", dash: "5 4" }), say("as written")));
  return chartOf(label, key, ...lines, axisRow(scale, unit));
}

/** Shares that add up, a bar a row. rows: name, shares; `colours`: [fill, whether it is dark, whether hatched]. */
function bars(label, classes, colours, rows) {
  const lines = rows.map((one) => {
    const drawing = shape("svg", { class: "bars" });
    let begin = 0;
    one.shares.forEach((share, place) => {
      const [fill, dark, hatched] = colours[place];
      const said = headed(say("{first}, {next}", { first: one.name, next: classes[place] }), share.text);
      const size = { x: `${begin}%`, width: `${Math.max(share.value, 0)}%`, y: "0", height: "100%" };
      drawing.append(telling(shape("rect", { class: "share", fill, ...size }), said));
      if (hatched) drawing.append(shape("rect", { class: "hatch", fill: "url(#hatch)", ...size }));
      if (share.value >= 7) {
        const number = lettering(begin + share.value / 2, 66, plain(Math.round(share.value)), { dy: 0 });
        number.setAttribute("class", `share-text ${hatched ? "on-hatch" : dark ? "on-dark" : "on-light"}`);
        drawing.append(number);
      }
      begin += share.value;
    });
    return row(one.name, one.number ?? "", drawing);
  });
  const key = classes.map((words, place) => swatch(colours[place][0], words, colours[place][2]));
  return chartOf(label, element("ul", { class: "key" }, ...key), ...lines);
}

/** How many reach each step, and how many end there without success, in a table with a column a scenario. */
function funnelTable({ scenarios, stages }, places) {
  const most = Math.max(...stages.map((one) => one.reached)) || 1;
  const heads = [say("Step"), say("Reach it, of 1,000 begun"), ...places.map((place) => scenarios[place])];
  const head = element("tr", {}, ...heads.map((words) => element("th", { scope: "col" }, words)));
  const lines = stages.map((one) => {
    const reached = 80 * one.reached / most;
    const lost = Math.min(80 * one.dropped[0] / most, reached);
    const fell = { x: `${reached - lost}%`, width: `${lost}%`, height: "100%" };
    const drawing = shape("svg", { class: "funnel" },
      shape("rect", { fill: "#56b4e9", width: `${reached}%`, height: "100%" }),
      shape("rect", { fill: "#d55e00", ...fell }), shape("rect", { fill: "url(#hatch)", ...fell }),
      lettering(reached, 50, plain(Math.round(one.reached)), { anchor: "start", dx: 4 }));
    const told = places.map((place) => headed(scenarios[place], plain(one.dropped[place], 3)));
    telling(drawing, headed(one.name, chained(say("{n} of 1,000 reach it", { n: plain(Math.round(one.reached)) }),
      headed(say("end without success from here"), chained(...told)))));
    const cells = places.map((place) => element("td", {}, one.dropped[place] ? plain(one.dropped[place], 3) : "\u2013"));
    return element("tr", {}, element("th", { scope: "row" }, one.name), element("td", {}, drawing), ...cells);
  });
  const caption = say("The columns of scenarios: end without success from here, of 1,000; hatched: in the base");
  const table = element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...lines));
  return walkable(element("div", { class: "frame" }, table));
}
