// What the checks ask of a page. It only looks, and marks nodes to know them again.
(function () {
  "use strict";
  const MARKS = "path.js-line, .points path, .heatmaplayer image";
  const marks = new WeakMap();
  const watched = {};

  window.probe = {charts, tables, watch, watched: () => watched, timed, texts};

  function all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); }

  function isDrawn(plot) {
    return Boolean(plot && plot.offsetHeight && plot.querySelector(".main-svg") && plot.querySelector(MARKS));
  }

  function isShown(picture) {
    return picture.checkVisibility() && picture.naturalWidth > 0 && picture.offsetWidth > 0;
  }

  // Each chart as its reader sees it.
  function charts() {
    return all(".graft-chart").map(host => {
      const plots = all(".graft-plot", host);
      return {
        id: host.getAttribute("data-graft-chart"),
        plots: plots.length,
        drawn: isDrawn(plots[0]),
        picture: all("img.graft-static", host).some(isShown),
        label: plots.length ? plots[0].getAttribute("aria-label") : "",
        words: plots.flatMap(plot => all(".infolayer text", plot)).map(text => text.textContent),
        traces: plots.flatMap(plot => plot.data || []).map(size),
      };
    });
  }

  function size(trace) {
    return [trace.type || "scatter", trace.name || "", (trace.z || trace.y || trace.x || []).length].join(" ");
  }

  // Each table as its reader sees it.
  function tables() {
    return all(".graft-table").map(host => ({
      caption: texts("caption", host).join(),
      rows: all("tbody tr", host).map(row => Array.from(row.cells, cell => cell.textContent.trim())),
      count: texts("output", host).join(),
      buttons: all("button", host).length,
    }));
  }

  function texts(selector, root) { return all(selector, root).map(each => each.textContent.trim()); }

  // Looks at every chart in every frame from now on.
  function watch() {
    all(".graft-chart").forEach(host => look(host.getAttribute("data-graft-chart")));
    Object.keys(watched).forEach(look);
    requestAnimationFrame(watch);
  }

  function look(id) {
    const plots = all(".graft-plot").filter(plot => plot.getAttribute("data-graft-plot") === id);
    if (!plots.length && !watched[id]) { return; }
    const seen = watched[id] = watched[id] || {frames: 0, blank: 0, most: 0, nodes: 0, updates: 0};
    seen.frames += 1;
    seen.blank += plots.some(isDrawn) || seen.frames === 1 ? 0 : 1;
    seen.most = Math.max(seen.most, plots.length);
    plots.filter(plot => !marks.has(plot)).forEach(plot => { marks.set(plot, id); seen.nodes += 1; });
    plots.forEach(plot => { seen.updates = Math.max(seen.updates, Number(plot.getAttribute("data-updates"))); });
  }

  // Milliseconds from an action to the next painted frame.
  function timed(action) {
    const start = performance.now();
    action();
    return new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))));
  }
})();
