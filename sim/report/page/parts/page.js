
// The page at work: what is chosen, and the charts drawn from it, section by section.

const measure = element("select", { id: "measure" });
const group = document.getElementById("group");
const shown = document.getElementById("shown");
const picked = new Map(); // which chart of a kind was chosen
const unfolded = new Set(); // kinds of charts

/** Whether a scenario is to be seen: the base always, of the alternatives all or the one that was chosen. */
function isShown(place) {
  return place === 0 || shown.value === "all" || Number(shown.value) === place;
}

function whom() {
  return data.groups[group.value];
}

function named(rows) {
  return rows.filter((one) => isShown(one.place)).map((one) => ({ ...data.scenarios[one.place], ...one, name: one.name ?? data.scenarios[one.place].title }));
}

function figure(title, subtitle, ...parts) {
  return element("figure", {}, element("figcaption", {}, element("h3", {}, title), element("p", {}, subtitle)), ...parts);
}

/** A chart of the gallery: its own words around what is drawn here; it is about all journeys. */
function framed(chart, ...parts) {
  const subtitle = chained(chart.subtitle, group.value === "all" ? "" : data.groups.all);
  return figure(chart.title, subtitle, ...parts, element("p", { class: "notes" }, chart.notes));
}

function chartsOf(kind) {
  return data.charts.filter((chart) => chart.kind === kind);
}

/** One of several charts of a kind, chosen by what each is about; at first that of the chosen alternative. */
function chosen(kind, words, drawing, charts = chartsOf(kind)) {
  if (!charts.length) return null;
  const body = element("div", {});
  const select = element("select", {}, ...charts.map((chart, n) => element("option", { value: n }, chart.about)));
  const draw = () => body.replaceChildren(drawing(charts[select.value]));
  select.value = picked.get(kind) ?? Math.max(charts.findIndex((chart) => String(chart.of) === shown.value), 0);
  select.addEventListener("change", () => {
    picked.set(kind, select.value);
    draw();
  });
  draw();
  return charts.length > 1 ? element("div", { class: "chosen" }, element("label", {}, words, " ", select), body) : body;
}

/** Any measure, chosen; it is drawn anew by itself, so that the choice keeps the keyboard. */
function anyMeasure() {
  const body = element("div", {}, measureChart());
  measure.onchange = () => {
    body.replaceChildren(measureChart());
    document.getElementById("said").textContent = body.querySelector("h3").textContent;
  };
  return element("div", { class: "chosen" }, element("label", {}, say("Measure"), " ", measure), body);
}

/** Further charts, folded away under what was found. */
function folded(kind) {
  const charts = chartsOf(kind);
  if (!charts.length) return null;
  const made = chosen(kind, say("Scenario"), DRAWN[kind]);
  const about = element("summary", {}, element("h3", {}, data.kinds[kind]));
  const details = element("details", { class: "look" }, about, made);
  details.open = unfolded.has(kind);
  details.addEventListener("toggle", () => (details.open ? unfolded.add(kind) : unfolded.delete(kind)));
  return details;
}

const FURTHER = ["journey_map", "process_map", "funnel", "staffing", "wait_by_hour", "recorded", "convergence", "warm_up"];
const SECTIONS = {
  answer: () => [overview()],
  waiting: () => [waitChart()],
  handoffs: () => [shareChart(data.handoffs, "handoffs_mean", say("Per cent of journeys by the number of their handoffs"), HANDOFFS)],
  ease: () => [shareChart(data.ease, "ces_hard", say("Per cent of journeys by predicted answer: 1 very hard, 7 very easy; hard are 1 to 3"), ANSWERS), whyChart()],
  gains: () => [changeChart()],
  cost: () => [chosen("price", "", DRAWN.price)],
  change: () => [chosen("tornado", say("Alternative and measure"), DRAWN.tornado)],
  act: () => [chosen("touchpoints", say("Scenario"), DRAWN.touchpoints)],
  any: () => [anyMeasure()],
  further: () => FURTHER.map(folded),
};

function draw() {
  for (const [name, made] of Object.entries(SECTIONS)) {
    document.getElementById(`charts-${name}`)?.replaceChildren(...made().filter(Boolean));
  }
  for (const line of document.querySelectorAll("tr[data-group]")) line.hidden = line.dataset.group !== group.value;
}

function begin() {
  for (const [name, { title }] of Object.entries(data.measures)) measure.append(element("option", { value: name }, title));
  for (const [name, title] of Object.entries(data.groups)) group.append(element("option", { value: name }, title));
  data.scenarios.slice(1).forEach(({ title }, n) => shown.append(element("option", { value: n + 1 }, title)));
  group.parentElement.hidden = group.options.length < 2;
  shown.parentElement.hidden = shown.options.length < 3;
  document.getElementById("choices").hidden = group.parentElement.hidden && shown.parentElement.hidden;
  const said = document.getElementById("said");
  group.addEventListener("change", () => { draw(); said.textContent = whom(); });
  shown.addEventListener("change", () => { picked.clear(); draw(); said.textContent = shown.selectedOptions[0].textContent; });
  document.querySelectorAll("table.sortable").forEach(sortable);
  tellAll(document.querySelector("main"), document.getElementById("tip"));
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  draw();
}

begin();
