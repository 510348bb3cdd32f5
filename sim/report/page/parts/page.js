
// The page at work: what is chosen, and the charts drawn from it.

const data = JSON.parse(document.getElementById("data").textContent);
const measure = document.getElementById("measure");
const group = document.getElementById("group");

// [fill, whether it is dark, whether it is hatched] of each class.
const HANDOFFS = [["#ebebeb", false], ["#a9cfe6", false], ["#3a93c9", false], ["#00426e", true]];
const ANSWERS = [["#8a3800", true, true], ["#d55e00", true, true], ["#f0a877", false, true], ["#d9d9d9", false],
  ["#9ecbe8", false], ["#3a93c9", false], ["#00426e", true]];
const CHANGES = [["#3a93c9", false], ["#ebebeb", false], ["#d55e00", true, true]];

function named(rows) {
  return rows.map((one) => ({ ...one, name: one.name ?? data.scenarios[one.place].title }));
}

function measureChart() {
  const about = data.measures[measure.value];
  const found = data.figures[measure.value][group.value];
  const whom = data.groups[group.value];
  const base = data.scenarios[0].title;
  const note = [about.source, about.caveat].filter(Boolean).join("; ");
  const parts = [];
  if (found.differences.length) {
    parts.push(element("h4", {}, `Difference to ${base}`),
      dots(`Difference: ${about.title}`, named(found.differences),
        { unit: about.change_unit, better: about.better, matters: found.matters, zero: true }));
    if (found.matters !== null) parts.push(element("p", { class: "faint" }, "Grey band: too little to matter."));
    parts.push(element("h4", {}, "Level"));
  }
  parts.push(dots(about.title, named(found.values), { unit: about.unit }));
  return figure(found.title, `${about.title}; ${whom}; ${note}`, ...parts);
}

function waitChart() {
  const panels = data.waits[group.value];
  if (!panels.length) return null;
  const title = data.figures.wait_mean_s[group.value].title;
  const subtitle = "Share that waited longer than a time; move over it, or use the arrow keys";
  return figure(title, `${subtitle}; ${data.groups[group.value]}`, ...panels.map((panel) => curves(panel, data.scenarios)));
}

/** `measureName` is the measure whose finding heads the chart and whose value stands beside each bar. */
function shareChart(found, measureName, subtitle, colours) {
  const rows = found.rows[group.value];
  if (!rows.length) return null;
  const level = data.figures[measureName][group.value];
  const numbered = named(rows).map((one) => ({ ...one, number: level.values[one.place].text }));
  return figure(level.title, `${subtitle}; ${data.groups[group.value]}`, bars(subtitle, found.classes, colours, numbered));
}

/** On which side of zero a driver is; not to be told where its interval holds zero. */
function sideOf({ value, low, high }) {
  if (low !== null && low <= 0 && high >= 0) return "cannot be told";
  return value < 0 ? "worse" : "better";
}

function whyCharts() {
  return data.why[group.value].map(({ place, parts }) => {
    const title = data.scenarios[place].title;
    const rows = parts.map((one, n) => ({ ...one, kind: sideOf(one), whole: n === parts.length - 1 }));
    const subtitle = "What each driver adds to the mean ease: an accounting by the model's weights, not proof of causes";
    return figure(`Why ease differs with ${title}`, `${subtitle}; ${data.groups[group.value]}`,
      dots(`Drivers of ease, ${title}`, rows, { unit: "points, 1 to 7", better: "higher", zero: true }));
  });
}

function changeChart() {
  const rows = data.changes[group.value];
  if (!rows.length) return null;
  const several = data.scenarios.length > 2;
  const labelled = rows.map((one) => ({ ...one, number: several ? data.scenarios[one.place].title : "" }));
  return figure("Who gains and who loses", `The same customers under both, per cent of journeys; ${data.groups[group.value]}`,
    bars("Who gains and who loses", ["better off", "as before", "worse off"], CHANGES, labelled));
}

function draw() {
  const charts = [
    measureChart(),
    waitChart(),
    shareChart(data.handoffs, "handoffs_mean", "Per cent of journeys by the number of their handoffs", HANDOFFS),
    shareChart(data.ease, "ces_hard", "Per cent of journeys by predicted answer: 1 very hard, 7 very easy; hard are 1 to 3", ANSWERS),
    ...whyCharts(),
    changeChart(),
  ];
  document.getElementById("charts").replaceChildren(...charts.filter(Boolean));
  document.getElementById("said").textContent = charts[0].querySelector("h3").textContent;
  for (const line of document.querySelectorAll("tr[data-group]")) line.hidden = line.dataset.group !== group.value;
}

function begin() {
  for (const [name, { title }] of Object.entries(data.measures)) measure.append(element("option", { value: name }, title));
  for (const [name, title] of Object.entries(data.groups)) group.append(element("option", { value: name }, title));
  document.getElementById("groups").hidden = group.options.length < 2;
  document.getElementById("choices").hidden = false;
  measure.addEventListener("change", () => {
    draw();
    const chart = document.querySelector("figure");
    if (chart.getBoundingClientRect().bottom < 0) chart.scrollIntoView();
  });
  group.addEventListener("change", draw);
  document.querySelectorAll("table.sortable").forEach(sortable);
  tellAll(document.getElementById("charts"), document.getElementById("tip"));
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  draw();
}

begin();
