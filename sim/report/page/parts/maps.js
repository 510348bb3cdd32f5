
// Maps: the process in lanes, the journey along its touchpoints, the week by hour.

/** Boxes and arrows where the layout of the charts puts them; it scrolls sideways on a phone. */
function processMap(label, { width, height, lanes, boxes, arrows, key, widest }) {
  const map = shape("svg", { class: "map", viewBox: `0 0 ${width} ${height}` });
  for (const lane of lanes) {
    map.append(shape("text", { class: "lane", x: "0", y: (lane.top + lane.foot) / 2 + 4 }, lane.name));
    if (lane.first) continue;
    map.append(shape("line", { class: lane.hidden ? "visibility" : "grid", x1: "0", x2: width, y1: lane.top, y2: lane.top }));
    if (lane.hidden) map.append(shape("text", { class: "small", x: width, y: lane.top - 4, "text-anchor": "end" }, lane.hidden));
  }
  for (const { line, head, wide, aside, said } of arrows) {
    const looks = { "stroke-width": wide, "stroke-dasharray": aside ? "5 4" : "" };
    const arrow = shape("g", { class: "arrow" }, shape("path", { class: "reachable", d: line }),
      shape("path", { class: "shaft", d: line, ...looks }), shape("path", { d: head }));
    map.append(telling(arrow, said));
  }
  for (const { x, y, wide, tall, name, told, fill, dark, ends, said } of boxes) {
    const box = shape("g", { class: `box ${dark ? "dark" : ""}` }, shape("rect", { x: x - wide / 2, y: y - tall / 2,
      width: wide, height: tall, rx: ends ? 14 : 4, fill, "stroke-width": ends ? 2.4 : 1.2 }));
    [...name, told].forEach((words, n, all) => {
      box.append(shape("text", { x, y: y + 4 + (n - (all.length - 1) / 2) * 11.5, "text-anchor": "middle" }, words));
    });
    map.append(telling(box, said));
  }
  const shades = key.map(([fill, words]) => swatch(fill, words));
  return chartOf(label, element("ul", { class: "key" }, element("li", {}, say("Mean wait:")), ...shades, element("li", {}, widest)),
    element("div", { class: "frame" }, map));
}

/** Satisfaction, wait and handoffs at each touchpoint in order, and satisfaction with the whole journey beside it. */
function journeyMap(label, { stages, lines: all }, places) {
  const shown = places.map((place) => ({ ...data.scenarios[place], ...all[place] }));
  const columns = stages.length + 1;
  const grid = element("div", { class: "journey" });
  grid.style.gridTemplateColumns = `7rem repeat(${columns}, minmax(6.6rem, 1fr))`;
  grid.style.minWidth = `${7 + 6.6 * columns}rem`;
  const panels = [["satisfied", say("satisfied"), percent], ["wait", say("wait, s"), plain], ["handoffs", say("handoffs"), plain]];
  for (const [series, words, written] of panels) {
    const drawing = journeyPanel(stages, shown, series, written);
    drawing.style.gridColumn = "2 / -1";
    grid.append(element("span", { class: "side" }, words), drawing);
  }
  grid.append(element("span", {}));
  for (const { name, expected } of stages) {
    grid.append(element("div", { class: "stage" }, element("b", {}, name), ...expected.map((one) => element("small", {}, one))));
  }
  grid.append(element("div", { class: "stage" }, element("b", {}, say("the journey"))));
  const key = shown.map((one) => element("li", {}, sample(one, true), one.title));
  return chartOf(label, element("ul", { class: "key scenarios" }, ...key), element("div", { class: "frame" }, grid));
}

function journeyPanel(stages, shown, series, written) {
  const columns = stages.length + 1;
  const whole = series === "satisfied";
  const marks = shown.flatMap((one, n) => {
    const at = (stage, spread) => 100 * (stage + 0.5 + spread * ((n + 0.5) / shown.length - 0.5)) / columns;
    const found = one[series].map((number, stage) => ({ look: one, number, x: at(stage, 0.5), name: stages[stage].name }));
    if (whole) found.push({ look: one, number: one.journey, x: at(stages.length, 0.7), name: say("the journey"), own: true });
    return found;
  }).filter(({ number }) => number.value !== null);
  const accepted = series === "wait" ? stages.map((one) => one.accepted_wait_s ?? 0) : [];
  const ends = [...known(...marks.map(({ number }) => number)), ...accepted];
  const [low, high] = [whole ? Math.min(...ends) : 0, Math.max(...ends, whole ? 0 : 0.1)];
  const room = 0.12 * (high - low || 1);
  const scale = linear(whole ? low - room : 0, high + room, 0);
  const up = (value) => 100 - scale(value);
  const panel = shape("svg", { class: `panel ${series}` });
  panel.append(...sideAxis(ticks(scale.low, scale.high, whole ? 4 : 3), up, written));
  for (let n = 1; n <= columns; n += 1) panel.append(upright(100 * n / columns, n === columns - 1 ? "frontier" : "grid"));
  if (series === "wait") {
    stages.forEach(({ accepted_wait_s: most }, n) => {
      if (most === null) return;
      panel.append(level(up(most), "target", 100 * (n + 0.1) / columns, 100 * (n + 0.9) / columns));
    });
  }
  for (const [n, { look, number, x, name, own }] of marks.entries()) {
    const before = marks[n - 1];
    if (whole && !own && before?.look === look) {
      const ends = { x1: `${before.x}%`, x2: `${x}%`, y1: `${up(before.number.value)}%`, y2: `${up(number.value)}%` };
      panel.append(shape("line", { class: "way", stroke: look.colour, "stroke-dasharray": look.dash, ...ends }));
    }
    const said = headed(say("{first}, {next}", { first: look.title, next: name }), withInterval(number));
    const ends = number.low === null ? null : [up(Math.max(number.low, scale.low)), up(number.high)];
    panel.append(crossed(look, said, [x, up(number.value)], null, ends));
  }
  return panel;
}

/** A week: a square an hour, darker where one waits longer; hatched where hardly anybody comes. */
function heatMap({ scenario, waits }, hours, classes) {
  const drawing = shape("svg", { class: "heat" });
  const [wide, tall] = [100 / hours.length, 100 / data.days.length];
  data.days.forEach((day, line) => {
    drawing.append(lettering(0, (line + 0.5) * tall, day, { anchor: "end", dx: -6 }));
    hours.forEach((hour, place) => {
      const wait = waits[line][hour];
      const fill = wait === null ? "url(#sparse)" : classes.find(([upper]) => upper === null || wait <= upper)[1];
      const size = { x: `${place * wide}%`, width: `${wide}%`, y: `${line * tall}%`, height: `${tall}%` };
      const told = wait === null ? say("hardly anybody comes") : say("mean wait {time}", { time: lasting(wait) });
      const said = headed(`${scenario}, ${day} ${data.clock[2 * hour]}`, told);
      drawing.append(telling(shape("rect", { class: "square", fill, ...size }), said));
    });
  });
  const every = Math.max(1, Math.round(hours.length / 5));
  hours.forEach((hour, place) => {
    if (place % every === 0) drawing.append(lettering(place * wide, 100, data.clock[2 * hour], { anchor: "start", dy: 16 }));
  });
  const chart = element("div", { class: "chart", role: "group", "aria-label": scenario }, drawing);
  return element("div", {}, element("h4", {}, scenario), walkable(chart, hours.length));
}
