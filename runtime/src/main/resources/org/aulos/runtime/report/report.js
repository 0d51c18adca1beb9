(() => {
  "use strict";

  const ROW = 46;
  const TRACK = 32; // the middle of a row's line, below its text
  const AXIS = 24;
  const EDGE = 10;
  const LEAST_WIDTH = 60;
  const CURVE = 240; // height of a curve
  const NUMBERS = 56; // room for the numbers beside it

  const plots = JSON.parse(document.getElementById("plot-data").textContent);
  const widths = new WeakMap();

  /** Least and greatest number of a plot, with room at both ends. */
  function domain(rows) {
    const numbers = rows.flatMap((row) =>
      [row.value, row.low, row.high, row.paper, ...Object.values(row.parts)].filter((x) => x !== undefined));
    const [low, high] = d3.extent(numbers);
    const room = high > low ? 0.04 * (high - low) : Math.max(Math.abs(high) * 0.1, 0.1);
    return [low - room, high + room];
  }

  /** A name that leaves room for the numbers to its right. */
  function fitted(name, width) {
    const most = Math.max(8, Math.floor((width - 190) / 7.5));
    return name.length > most ? name.slice(0, most - 1) + "…" : name;
  }

  function draw(box) {
    const plot = plots[Number(box.dataset.plot)];
    const width = box.clientWidth;
    widths.set(box, width);
    if (width >= LEAST_WIDTH) {
      box.replaceChildren((plot.curve ? drawCurve(plot.curve, width) : drawRows(plot, width)).node());
    }
  }

  /** Points of [step, mean, least, greatest]. */
  function drawCurve(points, width) {
    const x = d3.scaleLinear(d3.extent(points, (p) => p[0]), [NUMBERS, width - EDGE]);
    const y = d3.scaleLinear([d3.min(points, (p) => p[2]), d3.max(points, (p) => p[3])], [CURVE, EDGE]).nice();
    const svg = canvas(width, CURVE + AXIS);
    svg.append("g")
      .attr("class", "axis")
      .attr("transform", `translate(0,${CURVE})`)
      .call(d3.axisBottom(x).ticks(Math.max(2, width / 90)).tickSize(0).tickPadding(8));
    svg.append("g")
      .attr("class", "axis")
      .attr("transform", `translate(${NUMBERS},0)`)
      .call(d3.axisLeft(y).ticks(5).tickSize(NUMBERS + EDGE - width).tickPadding(6));
    svg.append("path").attr("class", "band")
      .attr("d", d3.area((p) => x(p[0]), (p) => y(p[2]), (p) => y(p[3]))(points));
    svg.append("path").attr("class", "whisker")
      .attr("d", d3.line((p) => x(p[0]), (p) => y(p[1]))(points));
    return svg;
  }

  function canvas(width, height) {
    return d3.create("svg")
      .attr("viewBox", [0, 0, width, height])
      .attr("height", height)
      .attr("aria-hidden", "true");
  }

  function drawRows(rows, width) {
    const height = rows.length * ROW;
    const x = d3.scaleLinear(domain(rows), [EDGE, width - EDGE]);
    const svg = canvas(width, height + AXIS);

    svg.append("g")
      .attr("class", "axis")
      .attr("transform", `translate(0,${height + 4})`)
      .call(d3.axisBottom(x).ticks(Math.max(2, width / 90)).tickSize(-height).tickPadding(6));

    const row = svg.selectAll(".row").data(rows).join("g")
      .attr("class", "row")
      .attr("transform", (_, i) => `translate(0,${i * ROW})`);

    row.append("text").attr("y", 15).text((d) => fitted(d.system, width))
      .append("title").text((d) => d.system);
    row.append("text").attr("class", "number")
      .attr("x", width).attr("y", 15).attr("text-anchor", "end").text((d) => d.text);

    row.selectAll(".fold").data((d) => Object.entries(d.parts)).join("path")
      .attr("class", "fold")
      .attr("d", ([, value]) => `M${x(value)},${TRACK - 8}v16`)
      .append("title").text(([name, value]) => `${name}: ${value}`);
    row.filter((d) => d.low !== undefined).append("path")
      .attr("class", "whisker")
      .attr("d", (d) => `M${x(d.low)},${TRACK}H${x(d.high)}`
        + `M${x(d.low)},${TRACK - 5}v10M${x(d.high)},${TRACK - 5}v10`);
    row.filter((d) => d.paper !== undefined).append("path")
      .attr("class", "published")
      .attr("d", (d) => `M${x(d.paper)},${TRACK - 6}l6,6l-6,6l-6,-6Z`)
      .append("title").text((d) => `${d.source}: ${d.paper}, not measured here`);
    row.append("circle").attr("class", "dot")
      .attr("cx", (d) => x(d.value)).attr("cy", TRACK).attr("r", 5)
      .append("title").text((d) => `${d.system}: ${d.text}`);

    return svg;
  }

  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      // A drawing changes the height, which must not ask for another one.
      if (widths.get(target) !== target.clientWidth) {
        requestAnimationFrame(() => draw(target));
      }
    }
  });
  document.querySelectorAll("[data-plot]").forEach((box) => {
    draw(box);
    resized.observe(box);
  });

  // Paper cannot be unfolded.
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
  });
})();
