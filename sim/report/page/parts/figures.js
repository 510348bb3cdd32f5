
// Each figure of the page, from the data and from what is chosen.

// [fill, whether it is dark, whether it is hatched] of each class.
const HANDOFFS = [["#ebebeb", false], ["#a9cfe6", false], ["#3a93c9", false], ["#00426e", true]];
const ANSWERS = [["#8a3800", true, true], ["#d55e00", true, true], ["#f0a877", false, true], ["#d9d9d9", false],
  ["#9ecbe8", false], ["#3a93c9", false], ["#00426e", true]];
const CHANGES = [["#3a93c9", false], ["#ebebeb", false], ["#d55e00", true, true]];

/** What was found of a measure: with the chosen alternative, or over all of them. */
function headline(name) {
  const { title, differences } = data.figures[name][group.value];
  return differences.find((one) => String(one.place) === shown.value)?.title ?? title;
}

function differences(name) {
  const about = data.measures[name];
  const found = data.figures[name][group.value];
  const band = found.matters === null ? null : [-found.matters, found.matters];
  const label = say("Difference: {measure}", { measure: about.title });
  return dots(label, named(found.differences), { unit: about.change_unit, better: about.better, band, rule: 0 });
}

function overview() {
  if (data.scenarios.length < 2) return null;
  const panels = data.deciding.map((name) => element("div", {}, element("h4", {}, data.measures[name].title), differences(name)));
  const base = data.scenarios[0].title;
  return figure(say("Difference to {base}", { base }), say("With 95 % intervals; grey band: too little to matter; {journeys}", { journeys: whom() }),
    element("div", { class: "panels" }, ...panels));
}

function measureChart() {
  const about = data.measures[measure.value];
  const found = data.figures[measure.value][group.value];
  const parts = [dots(about.title, named(found.values), { unit: about.unit })];
  if (found.differences.length) {
    const caveats = named(found.differences).filter((one) => one.caveat).map((one) => element("p", { class: "notes" }, headed(one.name, one.caveat)));
    parts.unshift(element("h4", {}, say("Difference to {base}", { base: data.scenarios[0].title })), differences(measure.value), ...caveats,
      element("h4", {}, say("Level")));
  }
  return figure(headline(measure.value), chained(about.title, whom(), about.source, about.caveat), ...parts);
}

const TIMES = [0, 10, 60, 180, 300, 600, 1200, 1800, 3600]; // seconds, marked below
const GROUND = 0.2; // per cent below which a curve has reached the ground

function waitChart() {
  const panels = data.waits[group.value];
  if (!panels.length) return null;
  const subtitle = say("Share that waited longer than a time; move over it, or use the arrow keys; {journeys}", { journeys: whom() });
  return figure(headline("wait_mean_s"), subtitle, element("div", { class: "panels" }, ...panels.map(waitPanel)));
}

/** Short waits get more room; the axis ends where hardly anybody waits longer. */
function waitPanel(panel) {
  const courses = named(panel.curves).map((one) => ({ ...one, points: one.points.map(([, share]) => share) }));
  const times = panel.curves[0].points.map(([at]) => at);
  const seen = times.filter((at, n) => courses.some((one) => one.points[n].value > GROUND));
  const end = times.find((at) => at > Math.max(...seen, 30)) ?? times.at(-1);
  const to = (at) => 100 * Math.sqrt(at / end);
  const labels = [];
  for (const at of TIMES.filter((at) => at <= end).reverse()) {
    if (!labels.length || labels.at(-1)[0] - to(at) >= 15) labels.push([to(at), at ? lasting(at) : plain(0)]);
  }
  const highest = Math.max(...courses.map(({ points: [first] }) => Math.max(first.high ?? 0, first.value)));
  const target = panel.target !== null && panel.target <= end;
  return lines(panel.title, courses, {
    count: times.indexOf(end) + 1, across: (n) => to(times[n]), labels, written: percent,
    frame: [0, Math.min(1.08 * highest, 100) || 1], start: Math.max(times.findIndex((at) => at >= (panel.target ?? 60)), 0),
    said: (n) => times[n] ? say("Waited longer than {time}", { time: lasting(times[n]) }) : say("Waited at all"),
    uprights: target ? [[to(panel.target), say("target {time}", { time: lasting(panel.target) })]] : [],
  });
}

/** `measureName` is the measure whose finding heads the chart and whose value stands beside each bar. */
function shareChart(found, measureName, subtitle, colours) {
  const rows = named(found.rows[group.value]);
  if (!rows.length) return null;
  const level = data.figures[measureName][group.value];
  const numbered = rows.map((one) => ({ ...one, number: level.values[one.place].text }));
  return figure(headline(measureName), chained(subtitle, whom()), bars(subtitle, found.classes, colours, numbered));
}

/** On which side of zero a driver is; not to be told where its interval holds zero. */
function sideOf({ value, low, high }) {
  if (low !== null && low <= 0 && high >= 0) return "cannot be told";
  return value < 0 ? "worse" : "better";
}

function whyChart() {
  const charts = data.why[group.value].map(({ place, parts }) => ({ parts, of: place, about: data.scenarios[place].title }));
  return chosen("why", say("Alternative"), ({ parts, about }) => {
    const rows = parts.map((one, n) => ({ ...one, kind: sideOf(one), whole: n === parts.length - 1 }));
    const subtitle = say("What each driver adds to the mean ease: an accounting by the model's weights, not proof of causes; {journeys}", { journeys: whom() });
    return figure(say("Why ease differs with {scenario}", { scenario: about }), subtitle,
      dots(say("Drivers of ease, {scenario}", { scenario: about }), rows, { unit: say("points, 1 to 7"), better: "higher", rule: 0 }));
  }, charts);
}

function changeChart() {
  const rows = data.changes[group.value].filter((one) => isShown(one.place));
  if (!rows.length) return null;
  const classes = [say("better off"), say("as before"), say("worse off")];
  const panels = [...new Set(rows.map((one) => one.place))].map((place) => {
    const { title } = data.scenarios[place];
    const own = rows.filter((one) => one.place === place).map((one) => ({ ...one, number: one.luck }));
    return element("div", {}, element("h4", {}, title), bars(title, classes, CHANGES, own));
  });
  return figure(data.gains[group.value][shown.value === "all" ? 0 : Number(shown.value)], say("The same customers under both, per cent of journeys; {journeys}", { journeys: whom() }),
    element("div", { class: "panels" }, ...panels));
}

/** Every scenario's place that is to be seen. */
function places() {
  return data.scenarios.map((_, place) => place).filter(isShown);
}

function priceChart(chart) {
  const points = named(chart.content.points).map((one) => ({ ...one, x: one.cost, y: one.hard,
    told: chained(one.cost.text, one.hard.text, one.frontier ? say("on the frontier") : "") }));
  const cost = chained(data.measures.cost_per_week.unit, say("\u2190 cheaper"));
  return framed(chart, plane(chart.title, points, { x: { title: cost }, y: { title: say("hard journeys of 1,000; \u2193 easier") } }));
}

function touchpointChart(chart) {
  const points = chart.content.points.map((one, n) => {
    const told = { gap: withInterval(one.gap), importance: withInterval(one.importance), who: one.responsible || say("nobody named") };
    return { ...data.looks[n % data.looks.length], ...one, x: one.gap, y: one.importance,
      told: say("too long {gap}, importance {importance}; {who}", told) };
  });
  return framed(chart, plane(chart.title, points, {
    x: { title: say("visits that take longer than customers accept \u2192"), written: percent, from: 0 },
    y: { title: say("importance: part in the spread of ease \u2191"), written: percent, from: 0 },
    corner: say("act here first"),
  }));
}

function weekChart(chart) {
  const { classes, hours, weeks } = chart.content;
  const key = classes.map(([, fill, words]) => swatch(fill, words));
  const maps = weeks.filter((_, place) => isShown(place)).map((week) => heatMap(week, hours, classes));
  return framed(chart, element("ul", { class: "key" }, element("li", {}, say("Mean wait:")), ...key),
    element("div", { class: "panels" }, ...maps));
}

function recordedChart(chart) {
  const rows = chart.content.rows.flatMap(({ name, simulated, recorded, agrees }) => [
    { ...simulated, name, judged: agrees ? say("simulated") : say("simulated, not met"), kind: agrees ? "" : "cannot be told" },
    { ...recorded, name: "", judged: say("recorded") },
  ]);
  return framed(chart, dots(chart.title, rows, { unit: say("per cent of the recorded value"), band: [95, 105], rule: 100 }));
}

function staffingChart(chart) {
  const teams = chart.content.teams.map((team) => ({ about: team.name, content: team }));
  return framed(chart, chosen(`team of ${chart.of}`, say("Team"), (team) => staffingOf(team.content), teams));
}

function inPanels(chart, panel) {
  return framed(chart, element("div", { class: "panels" }, ...chart.content.panels.map((one) => panel(one, chart.content))));
}

const DRAWN = {
  price: priceChart,
  tornado: (chart) => framed(chart, spans(chart.title, chart.content)),
  touchpoints: touchpointChart,
  journey_map: (chart) => framed(chart, journeyMap(chart.title, chart.content, places())),
  process_map: (chart) => framed(chart, processMap(chart.title, chart.content)),
  funnel: (chart) => framed(chart, funnelTable(chart.content, places())),
  staffing: staffingChart,
  wait_by_hour: weekChart,
  convergence: (chart) => inPanels(chart, convergencePanel),
  warm_up: (chart) => inPanels(chart, warmUpPanel),
  recorded: recordedChart,
};

const HALF_HOURS = 48;

/** A team's week: agents, and below them the contacts that wait. */
function staffingOf({ name, scheduled, busy, needed, queue }) {
  const points = (series) => series.map((value) => ({ value, low: null, high: null, text: plain(value, 3) }));
  const about = {
    count: scheduled.length, across: (n) => (100 * n) / scheduled.length, stepped: true, leap: HALF_HOURS, start: 20,
    labels: data.days.map((day, n) => [(100 * (n + 0.5)) / data.days.length, day]),
    said: (n) => `${data.days[Math.floor(n / HALF_HOURS)]} ${data.clock[n % HALF_HOURS]}`,
  };
  const most = 1.35 * (Math.max(...scheduled, ...busy) || 1);
  const agents = [{ name: say("agents scheduled"), colour: "#d0d0d0", area: true, points: points(scheduled) },
    { name: say("agents busy"), colour: "#5a9fcb", area: true, points: points(busy) },
    { name: say("agents needed"), colour: "#1a1a1a", points: points(needed) }];
  const waiting = [{ name: say("contacts waiting"), colour: "#d55e00", area: true, points: points(queue) }];
  return element("div", {}, lines(say("{team}: agents", { team: name }), agents, { ...about, frame: [0, most] }),
    lines(say("{team}: queue", { team: name }), waiting, { ...about, low: true, frame: [0, Math.max(1, ...queue)] }));
}

function convergencePanel({ title, matters, courses }) {
  const own = courses.filter((one) => isShown(one.place)).map((one) => ({ ...data.scenarios[one.place], name: one.scenario, points: one.steps }));
  const count = own[0].points.length;
  const late = own.flatMap((one) => known(...one.points.slice(Math.min(1, count - 1)))).concat(matters === null ? [] : [-matters, matters]);
  const room = 0.08 * (Math.max(...late) - Math.min(...late)) || 1;
  const across = (n) => (count > 1 ? (100 * n) / (count - 1) : 50);
  return lines(title, own, {
    count, across, band: matters === null ? null : [-matters, matters], start: count - 1,
    frame: [Math.min(...late) - room, Math.max(...late) + room],
    labels: ticks(2, count + 1, 5).filter(Number.isInteger).map((at) => [across(at - 2), plain(at)]),
    said: (n) => say("After {n} replications", { n: plain(n + 2) }),
  });
}

function warmUpPanel({ title, courses }, { cut_day: cut }) {
  const own = courses.map((one) => ({ ...data.scenarios[one.place], name: one.scenario,
    points: one.values.map((value) => value === null ? null : { value, low: null, high: null, text: plain(value, 3) }) }));
  const days = courses.reduce((most, one) => (one.days.length > most.length ? one.days : most), []);
  const across = (n) => (100 * days[n]) / (days.at(-1) || 1);
  const to = (day) => (100 * day) / (days.at(-1) || 1);
  return lines(title, own, {
    count: days.length, across, veiled: Math.min(to(cut), 100), said: (n) => say("{n} days since the pilot began", { n: plain(days[n], 3) }),
    labels: ticks(0, days.at(-1) || 1, 5).map((day) => [to(day), plain(day)]),
    uprights: courses.map((one) => [to(one.settled_day), "", data.scenarios[one.place].colour]),
  });
}
