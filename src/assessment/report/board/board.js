"use strict";
// Table, search, filters, details, comparison, what-if and language of the board. Every number
// comes from the page's data; only differences (exact) and what-if totals are worked out here.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const ROWS_AT_ONCE = 100;
  const AT_FIRST = { sort: "place", down: false, shown: ROWS_AT_ONCE };
  const state = { lang: 0, round: data.rounds[0], weights: [], ...AT_FIRST };
  const $ = (id) => document.getElementById(id);

  // ---- words ----------------------------------------------------------------------------------
  const told = (pair) => pair[state.lang];
  const say = (key, values) =>
    told(data.words[key]).replace(/\{(\w+)\}/g, (_, name) => (values || {})[name]);

  function element(tag, text, attributes) {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const name of Object.keys(attributes || {})) made.setAttribute(name, attributes[name]);
    return made;
  }

  function on(event, made, act) {
    made.addEventListener(event, act);
    return made;
  }

  function row(cells) {
    const made = element("tr");
    cells.forEach((cell) => made.append(cell instanceof Node ? cell : plain(cell)));
    return made;
  }

  const numeric = (text) => element("td", text, { class: "n" });
  const NUMBER = /^[−+-]?[0-9][0-9,]*(\.[0-9]+)?%?$/;
  const plain = (text) => (NUMBER.test(text) ? numeric(text) : element("td", text));

  function table(heads, rows, caption) {
    const made = element("table"), head = element("thead"), body = element("tbody");
    head.append(row(heads.map((text) => element("th", text, { scope: "col" }))));
    rows.forEach((cells) => body.append(cells instanceof Node ? cells : row(cells)));
    made.append(element("caption", caption), head, body);
    if (heads.length) alignHeads(made);
    const box = element("div", null,
      { class: "wide", tabindex: "0", role: "region", "aria-label": caption });
    box.append(made);
    return box;
  }

  function alignHeads(made) {
    const first = made.querySelector("tbody tr"), heads = made.querySelectorAll("thead th");
    if (first) heads.forEach((head, n) => { head.className = first.cells[n].className; });
  }

  // ---- exact differences ----------------------------------------------------------------------
  const fraction = (text) => `${text}/1`.split("/").slice(0, 2).map(BigInt);

  // The difference of two exact values, rounded half up (away from zero) as the documents do.
  function difference(one, other, decimals) {
    if (one === null || other === null) return say("none");
    const [a, b] = fraction(one), [c, d] = fraction(other);
    const top = a * d - c * b, sign = top < 0n ? "−" : top > 0n ? "+" : "";
    const size = (top < 0n ? -top : top) * 10n ** BigInt(decimals);
    const whole = (2n * size + b * d) / (2n * b * d);
    const digits = String(whole).padStart(decimals + 1, "0");
    const cut = digits.length - decimals;
    return sign + (decimals ? digits.slice(0, cut) + "." + digits.slice(cut) : digits);
  }

  // ---- ranking --------------------------------------------------------------------------------
  const columns = () => [
    ["place", say("rank"), (r) => r.place],
    ["unit", say("unit"), (r) => r.unit],
    ["name", say("project"), (r) => r.name],
    ["theme", say("theme"), (r) => r.theme],
    ...state.round.parts.map((part, n) => [
      "part" + n, `${told(part.name)} ${part.weight}%`,
      (r) => (r.parts[n].points === null ? -1 : r.parts[n].points)]),
    ["total", told(state.round.sum), (r) => (r.value === null ? -1 : r.value)],
    ["grade", say("grade"), (r) => told(r.grade)],
  ];

  function wanted() {
    const text = $("search").value.trim().toLowerCase();
    const theme = $("theme").value, unit = $("unit").value;
    return state.round.rows.filter((r) =>
      (!theme || r.theme === theme) && (!unit || r.unit === unit) &&
      (!text || `${r.name} ${r.unit} ${r.theme} ${r.id}`.toLowerCase().includes(text)));
  }

  function sorted(rows) {
    const by = (columns().find((one) => one[0] === state.sort) || columns()[0])[2];
    const sign = state.down ? -1 : 1;
    const order = (a, b) => (typeof a === "number" ? a - b : String(a).localeCompare(b, "zh-CN"));
    return rows.slice().sort((a, b) => sign * order(by(a), by(b)) || a.place - b.place);
  }

  function sortHead([key, label]) {
    const head = element("th", null, { scope: "col" });
    if (state.sort === key) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    const button = element("button", label, { type: "button", "data-sort": key });
    head.append(on("click", button, () => {
      state.down = state.sort === key ? !state.down : key === "total" || key.startsWith("part");
      state.sort = key;
      drawRanking();
      document.querySelector(`[data-sort="${key}"]`).focus();
    }));
    return head;
  }

  function opener(r) {
    const cell = element("td"), attributes = { type: "button", class: "open" };
    cell.append(on("click", element("button", r.name, attributes), () => open(r.id)));
    return cell;
  }

  const rankOf = (r) => r.rank || told(r.state);
  function rankingRow(r) {
    return row([numeric(rankOf(r) + (r.tied ? say("tied") : "")), r.unit, opener(r), r.theme,
      ...r.parts.map((part) => numeric(part.shown)), numeric(r.total), told(r.grade)]);
  }

  function drawRanking() {
    const rows = sorted(wanted());
    const drawn = table([], rows.slice(0, state.shown).map(rankingRow), say("ranking"));
    drawn.querySelector("thead tr").append(...columns().map(sortHead));
    alignHeads(drawn);
    $("rows").replaceChildren(drawn);
    $("count").textContent = say("count", { n: rows.length, all: state.round.rows.length });
    $("more").hidden = rows.length <= state.shown;
  }

  // ---- one project ----------------------------------------------------------------------------
  function tree(node, depth) {
    const [label, value, where, below] = node;
    const line = element("span", value ? say("value", { label, value }) : label);
    if (where) line.append(element("cite", where));
    const made = element(below.length ? "details" : "p"), top = element("summary");
    top.append(line);
    made.append(...(below.length ? [top, ...below.map((child) => tree(child, depth + 1))] : [line]));
    made.open = depth < 2;
    return made;
  }

  function open(id) {
    const project = data.projects[id], parts = told(project.details), box = $("project");
    const close = element("button", say("close"), { type: "button", class: "close" });
    box.replaceChildren(on("click", close, () => box.close()), element("h2", project.name), element("p", told(project.about)));
    parts.trees.forEach((one) => box.append(tree(one, 0)));
    parts.lists.forEach(([title, heads, rows]) => box.append(element("h3", title), table(heads, rows, title)));
    parts.lines.forEach(([title, lines]) =>
      box.append(element("h3", title), ...lines.map((line) => element("p", line))));
    box.setAttribute("aria-label", project.name);
    if (!box.open) box.showModal();
    box.scrollTop = 0;
  }

  // ---- two projects ---------------------------------------------------------------------------
  function drawComparison() {
    const [a, b] = ["first", "second"].map((id) => state.round.rows.find((r) => r.id === $(id).value));
    const box = $("pair");
    if (!a || !b || a === b) return box.replaceChildren(element("p", say("pick")));
    const lines = state.round.parts.map((part, n) => {
      const [x, y] = [a.parts[n], b.parts[n]];
      return [`${told(part.name)} ${part.weight}%`, numeric(x.shown), numeric(x.weighted),
        numeric(y.shown), numeric(y.weighted), numeric(difference(x.exact, y.exact, data.decimals))];
    });
    lines.push([told(state.round.sum), "", numeric(a.total), "", numeric(b.total),
      numeric(difference(a.exact, b.exact, data.decimals))]);
    [["rank", rankOf], ["grade", (r) => told(r.grade)], ["tie", (r) => told(r.tie)]]
      .forEach(([key, of]) => lines.push([say(key), "", numeric(of(a)), "", numeric(of(b)), ""]));
    const heads = ["", say("points_of", { name: a.name }), say("weighted"),
      say("points_of", { name: b.name }), say("weighted"), say("difference")];
    return box.replaceChildren(table(heads, lines, say("compared", { one: a.name, other: b.name })));
  }

  // ---- what if --------------------------------------------------------------------------------
  const official = () => state.round.parts.map((part) => part.weight);
  const isTrial = () => state.weights.some((w, n) => Math.abs(w - official()[n]) > 1e-9);
  const short = (number) => String(Math.round(number * 100) / 100);
  // What one component gives up or takes goes to the others in proportion to what they have.
  function move(n, weight) {
    const has = (list) => list.reduce((sum, w, m) => (m === n ? sum : sum + w), 0);
    const base = has(state.weights) > 1e-9 ? state.weights : official();
    const scale = has(base) > 0 ? (100 - weight) / has(base) : 0;
    state.weights = base.map((w, m) => (m === n ? weight : w * scale));
  }

  function trial(weights) {
    const totals = state.round.rows.filter((r) => r.value !== null).map((r) => {
      const sum = r.parts.reduce((so, part, n) => so + (weights[n] * part.points) / 100, 0);
      return { row: r, total: Math.round(sum * 1e9) / 1e9 };
    });
    totals.sort((a, b) => b.total - a.total || a.row.place - b.row.place);
    totals.forEach((one, n) => {
      one.rank = n && totals[n - 1].total === one.total ? totals[n - 1].rank : n + 1;
    });
    return totals;
  }

  function trialRow({ row: r, total, rank, moved }) {
    const still = Number(r.rank) === rank ? "–" : say("even");
    const mark = moved > 0 ? `▲${moved}` : moved < 0 ? `▼${-moved}` : still;
    const made = row([numeric(rank), numeric(r.rank), numeric(mark), r.unit, opener(r),
      numeric(total.toFixed(data.decimals)), numeric(r.total)]);
    if (moved) made.className = moved > 0 ? "up" : "down";
    return made;
  }

  function drawTrial() {
    const rows = trial(state.weights), parts = state.round.parts;
    const before = new Map(trial(official()).map((one) => [one.row, one.rank]));
    rows.forEach((one) => { one.moved = before.get(one.row) - one.rank; });
    const heads = ["trial_rank", "rank", "moved", "unit", "project", "trial_total", "total"].map((k) => say(k));
    $("trial").replaceChildren(table(heads, rows.slice(0, ROWS_AT_ONCE).map(trialRow), say("trial")));
    parts.forEach((part, n) => {
      const slider = $("weight" + n);
      slider.value = state.weights[n];
      slider.setAttribute("aria-valuetext", `${told(part.name)} ${short(state.weights[n])}%`);
      $("shown" + n).textContent = `${short(state.weights[n])}%`;
    });
    const now = parts.map((part, n) => say("weight_now", { name: told(part.name), now: short(state.weights[n]), was: short(part.weight) }));
    const count = rows.filter((one) => one.moved).length;
    $("freed").textContent =
      isTrial() ? say("trial_state", { now: now.join(say("sep")), count }) : say("at_official");
    document.body.classList.toggle("is-trial", isTrial());
  }

  function drawSliders() {
    state.weights = official();
    $("whatif").hidden = document.querySelector('nav [href="#whatif"]').hidden = state.weights.length < 2;
    $("sliders").replaceChildren(...state.round.parts.map((part, n) => {
      const label = element("label", told(part.name)), shown = element("output", "", { id: "shown" + n });
      const slider = element("input", null,
        { type: "range", min: 0, max: 100, step: 1, id: "weight" + n });
      label.append(on("input", slider, () => { move(n, Number(slider.value)); drawTrial(); }), shown);
      return label;
    }));
    drawTrial();
  }

  // ---- choices, charts, language --------------------------------------------------------------
  function fill(id, options, first) {
    const box = $(id), value = box.value;
    box.replaceChildren(...(first ? [new Option(first, "")] : []), ...options.map((o) => new Option(o[1], o[0])));
    box.value = options.some((o) => o[0] === value) ? value : first ? "" : (options[0] || [""])[0];
  }

  const unique = (values) => [...new Set(values)].map((value) => [value, value]);

  function drawCharts() {
    if (!window.vegaEmbed) return;
    document.querySelectorAll("[data-chart]").forEach((box) => {
      const spec = told(data.charts[Number(box.dataset.chart)]);
      vegaEmbed(box, spec, { ast: true, actions: false, renderer: "svg", mode: "vega-lite" });
    });
  }

  function drawAll() {
    const { rows } = state.round;
    fill("theme", unique(rows.map((r) => r.theme)), say("all_themes"));
    fill("unit", unique(rows.map((r) => r.unit)), say("all_units"));
    fill("round", data.rounds.map((r, n) => [String(n), told(r.name)]));
    const named = rows.map((r) => [r.id, `${rankOf(r)}　${r.name}（${r.unit}）`]);
    ["first", "second"].forEach((id) => fill(id, named, say("choose")));
    document.querySelectorAll("[data-round]").forEach((box) => { box.hidden = data.rounds[box.dataset.round] !== state.round; });
    $("search").placeholder = say("search_hint");
    drawRanking();
    drawComparison();
    drawSliders();
  }

  function speak(lang) {
    state.lang = lang;
    document.documentElement.lang = ["zh-CN", "en"][lang];
    document.title = told(data.title);
    document.body.dataset.trial = say("trial_mark");
    drawAll();
    drawCharts();
  }

  const search = () => { state.shown = ROWS_AT_ONCE; drawRanking(); };
  ["search", "theme", "unit"].forEach((id) => on("input", $(id), search));
  ["first", "second"].forEach((id) => on("input", $(id), drawComparison));
  on("input", $("round"), () => {
    state.round = data.rounds[Number($("round").value)];
    Object.assign(state, AT_FIRST);
    drawAll();
  });
  on("click", $("more"), () => { state.shown += ROWS_AT_ONCE; drawRanking(); });
  on("click", $("reset"), drawSliders);
  on("click", $("language"), () => speak(1 - state.lang));
  document.querySelectorAll("[data-print]").forEach((button) => on("click", button, () => {
    document.body.dataset.printing = button.dataset.print;
    window.print();
    delete document.body.dataset.printing;
  }));
  document.documentElement.classList.add("live");
  speak(0);
})();
