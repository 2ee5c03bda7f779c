// What outputs need of the page: it draws charts and makes tables sort, filter and turn pages.
// Outputs leave messages in window.__graft; those that came before this script are taken first.
(function () {
  "use strict";
  if (window.__graft && window.__graft.library) { return; }
  var early = window.__graft || [];
  var live = {}; // nodes of charts that are updated in place, by the chart's id
  var waiting = []; // what is drawn once Plotly is there
  var sources = []; // where Plotly can come from, in the order in which to try
  var loading = false;
  var Plotly = null;
  var collator = new Intl.Collator("en", {numeric: true}); // class 2 before class 10

  window.__graft = {push: take, library: library};
  addStyle();
  early.forEach(take);

  function take(message) {
    if (message.chart) { mount("chart", message, waitForPlotly); }
    if (message.table) { mount("table", message, interactive); }
  }

  // An output is shown anew when it is updated or copied: the newest host of an id is the one to fill.
  function mount(kind, message, fill) {
    var name = "data-graft-" + kind;
    var hosts = document.querySelectorAll(".graft-" + kind + "[" + name + "]:not([data-graft-mounted])");
    var host = Array.from(hosts).filter(function (each) {
      return each.getAttribute(name) === message[kind];
    }).pop();
    if (host) {
      host.setAttribute("data-graft-mounted", "");
      fill(host, message);
    }
  }

  // ---- charts

  function library(found) {
    sources.push(found);
    if (waiting.length) { load(); }
  }

  // Of a chart that is updated in place only the newest state waits.
  function waitForPlotly(host, message) {
    if (Plotly) { draw(host, message); return; }
    waiting = waiting.filter(function (each) { return !message.live || each.message.chart !== message.chart; });
    waiting.push({host: host, message: message});
    load();
  }

  function load() {
    if (loading || !sources.length) { return; }
    loading = true;
    var source = sources.shift();
    (source.gzip ? unpacked(source.gzip) : fetched(source)).then(function (loaded) {
      Plotly = loaded;
      waiting.splice(0).forEach(function (each) {
        if (each.host.isConnected) { draw(each.host, each.message); }
      });
    }, function (error) {
      console.error("charts stay pictures:", error);
      loading = false;
      load();
    });
  }

  // Plotly gets a module of its own, so that it neither looks for RequireJS nor is found by others.
  function unpacked(gzip) {
    var bytes = Uint8Array.from(atob(gzip), function (letter) { return letter.charCodeAt(0); });
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text().then(function (text) {
      var before = window.Plotly;
      var module = {exports: {}};
      new Function("define", "module", "exports", text)(undefined, module, module.exports);
      window.Plotly = before;
      return module.exports;
    });
  }

  function fetched(found) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = found.address;
      script.integrity = found.integrity;
      script.crossOrigin = "anonymous";
      script.onload = function () { resolve(window.Plotly); };
      script.onerror = function () { reject(new Error("no script at " + found.address)); };
      document.head.appendChild(script);
    });
  }

  function draw(host, message) {
    var node = (message.live && free(message.chart)) || plotNode(message);
    host.appendChild(node);
    node.setAttribute("aria-label", message.label);
    showPicture(host, false);
    var drawn;
    try {
      drawn = message.draw ? message.draw(Plotly, node) : react(node, message.figure);
    } catch (error) {
      drawn = Promise.reject(error);
    }
    Promise.resolve(drawn).catch(function (error) {
      console.error("chart stays a picture:", error);
      node.remove();
      showPicture(host, true);
    });
  }

  function plotNode(message) {
    var node = document.createElement("div");
    node.className = message.draw ? "graft-plot" : "graft-plot graft-themed";
    node.setAttribute("data-graft-plot", message.chart);
    node.setAttribute("data-updates", "0");
    node.setAttribute("role", "figure");
    node.style.height = message.height + "px";
    if (message.live) { keep(message.chart, node); }
    if (window.ResizeObserver) { new ResizeObserver(function () { fit(node); }).observe(node); }
    return node;
  }

  // An update replaces the host and so sets the node free; a second view of the output has its own.
  function free(id) {
    return (live[id] || []).find(function (each) { return !each.isConnected; });
  }

  // Runs whose outputs are gone from the page need their nodes no more.
  function keep(id, node) {
    Object.keys(live).forEach(function (each) {
      if (!live[each].some(function (kept) { return kept.isConnected; })) { delete live[each]; }
    });
    live[id] = (live[id] || []).concat(node);
  }

  function react(node, figure) {
    node.setAttribute("data-updates", String(1 + Number(node.getAttribute("data-updates"))));
    var options = {displaylogo: false, typesetMath: false, modeBarButtonsToRemove: ["select2d", "lasso2d"]};
    return Plotly.react(node, figure.data, figure.layout, options);
  }

  // A chart drawn in a hidden tab has no width until that is shown.
  function fit(node) {
    var width = node.offsetWidth;
    if (width && node._fullLayout && Math.abs(node._fullLayout.width - width) > 1) {
      Plotly.Plots.resize(node);
    }
  }

  function showPicture(host, shown) {
    var picture = host.querySelector(".graft-static");
    if (picture) { picture.style.display = shown ? "block" : "none"; }
  }

  // ---- tables

  function interactive(host, message) {
    var table = host.querySelector("table");
    var body = table.tBodies[0];
    var pattern = body.rows[0];
    var rows = Array.from(body.rows).map(function (row, at) {
      var text = Array.from(row.cells, whole);
      var known = message.values ? message.values[at] : [];
      var value = text.map(function (shown, i) { return known[i] == null ? shown : known[i]; });
      return {at: at, row: row, text: text, value: value};
    });
    message.rows.forEach(function (cells) {
      rows.push({
        at: rows.length,
        row: null,
        text: cells.map(function (cell) { return Array.isArray(cell) ? cell[0] : cell; }),
        value: cells.map(function (cell) { return Array.isArray(cell) ? cell[1] : cell; })
      });
    });
    var view = {rows: rows, shown: rows, page: 0, size: message.size, all: message.all};
    var bar = controls(view, show, message);
    view.count = bar.querySelector("output");
    sortable(table, view, show);
    Array.from(host.querySelectorAll(".graft-count")).forEach(function (each) { each.remove(); });
    host.appendChild(bar);
    show();

    function show() {
      var from = view.page * view.size;
      var page = view.shown.slice(from, from + view.size);
      body.replaceChildren.apply(body, page.map(function (each) {
        each.row = each.row || made(pattern, each.text);
        return each.row;
      }));
      view.count.textContent = counted(view, from, page.length);
      bar.querySelectorAll(".graft-previous,.graft-next").forEach(function (button) {
        var next = button.className === "graft-next";
        button.disabled = next ? from + view.size >= view.shown.length : view.page === 0;
      });
    }
  }

  function counted(view, from, length) {
    var words = length ? (from + 1) + " to " + (from + length) + " of " : "none of ";
    words += grouped(view.shown.length) + (view.shown.length === 1 ? " row" : " rows");
    if (view.shown.length < view.rows.length) { words += ", filtered from " + grouped(view.rows.length); }
    if (view.rows.length < view.all) {
      words += "; only the first " + grouped(view.rows.length) + " of " + grouped(view.all) + " are in this notebook";
    }
    return words;
  }

  function grouped(count) { return count.toLocaleString("en-US"); }

  // A name that was too long to show has its whole text in a title.
  function whole(cell) {
    var titled = cell.querySelector("bdi[title]");
    return titled ? titled.getAttribute("title") : cell.textContent.trim();
  }

  function made(pattern, text) {
    var row = pattern.cloneNode(false);
    text.forEach(function (words, at) {
      var cell = row.appendChild(pattern.cells[at].cloneNode(false));
      var shown = cell.appendChild(document.createElement("bdi"));
      var letters = Array.from(words);
      shown.textContent = letters.length > 60 ? letters.slice(0, 59).join("") + "\u2026" : words;
      if (letters.length > 60) { shown.title = words; }
    });
    return row;
  }

  function sortable(table, view, show) {
    var heads = Array.from(table.tHead ? table.tHead.rows[0].cells : []);
    heads.forEach(function (head, column) {
      var numeric = head.style.textAlign === "right";
      var button = document.createElement("button");
      button.type = "button";
      button.append.apply(button, Array.from(head.childNodes));
      if (!button.textContent.trim()) { head.append.apply(head, Array.from(button.childNodes)); return; }
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.onclick = function () {
        var order = {none: "ascending", ascending: "descending", descending: "none"}[head.getAttribute("aria-sort")];
        heads.forEach(function (each) {
          if (each.hasAttribute("aria-sort")) { each.setAttribute("aria-sort", "none"); }
        });
        head.setAttribute("aria-sort", order);
        view.rows.sort(comparison(order, column, numeric));
        filter(view);
        show();
      };
    });
  }

  function comparison(order, column, numeric) {
    var sign = order === "descending" ? -1 : 1;
    return function (one, other) {
      if (order === "none") { return one.at - other.at; }
      return (numeric ? numbers : words)(one.value[column], other.value[column], sign) || one.at - other.at;
    };
  }

  // What has no value comes last in either order.
  function words(one, other, sign) {
    return (one === "") - (other === "") || sign * collator.compare(one, other);
  }

  function numbers(one, other, sign) {
    var a = number(one), b = number(other);
    if (isNaN(a) || isNaN(b)) { return isNaN(a) - isNaN(b); }
    return sign * (a < b ? -1 : a > b ? 1 : 0);
  }

  function number(text) {
    return parseFloat(text.replace(/,/g, "").replace("\u2212", "-").replace("\u221e", "Infinity").replace("< ", ""));
  }

  function filter(view) {
    var sought = (view.sought || "").toLowerCase();
    view.shown = view.rows.filter(function (each) {
      return !sought || each.text.some(function (text) { return text.toLowerCase().indexOf(sought) >= 0; });
    });
    view.page = 0;
  }

  function controls(view, show, message) {
    var bar = document.createElement("div");
    bar.className = "graft-bar";
    if (view.rows.length > view.size) {
      var search = bar.appendChild(document.createElement("input"));
      search.type = "search";
      search.placeholder = "filter rows";
      search.setAttribute("aria-label", "filter rows of " + message.label);
      search.oninput = function () { view.sought = search.value; filter(view); show(); };
      turn("graft-previous", "\u2039 previous", -1);
      turn("graft-next", "next \u203a", 1);
    }
    var copy = button("graft-copy", "copy as CSV");
    var count = bar.appendChild(document.createElement("output"));
    count.setAttribute("aria-live", "polite");
    copy.onclick = function () {
      copied(csv(bar.parentNode.querySelector("table"), view)).then(function () {
        count.textContent = grouped(view.shown.length) + " rows copied";
      }, function () { count.textContent = "the browser allows no copying here"; });
    };
    return bar;

    function button(name, text) {
      var made = bar.appendChild(document.createElement("button"));
      made.type = "button";
      made.className = name;
      made.textContent = text;
      return made;
    }

    function turn(name, text, by) {
      button(name, text).onclick = function () { view.page += by; show(); };
    }
  }

  function csv(table, view) {
    var heads = Array.from(table.tHead ? table.tHead.rows[0].cells : []);
    var numeric = heads.map(function (head) { return head.style.textAlign === "right"; });
    var lines = [heads.map(function (head) { return field(whole(head)); })];
    view.shown.forEach(function (each) {
      lines.push(each.value.map(function (value, at) { return field(numeric[at] ? plain(value) : value); }));
    });
    return lines.map(function (line) { return line.join(","); }).join("\r\n") + "\r\n";
  }

  function plain(text) { return /^[-+0-9.,e]+$/.test(text) ? text.replace(/,/g, "") : text; }

  function isNumber(text) { return text.trim() !== "" && isFinite(text); }

  // A spreadsheet would run what begins like a formula.
  function field(text) {
    var formula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) && !isNumber(text);
    var safe = formula ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  function copied(text) {
    if (navigator.clipboard && window.isSecureContext) { return navigator.clipboard.writeText(text); }
    var area = document.body.appendChild(document.createElement("textarea"));
    area.value = text;
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  // ---- looks

  // Our charts have no ground, so their text takes the page's colour and follows light and dark; what
  // stands on a ground of its own, such as labels and charts that users draw, does not.
  function addStyle() {
    var style = document.createElement("style");
    style.textContent =
      ".graft-plot{width:100%;max-width:900px;color:inherit}" +
      ".graft-themed .infolayer text,.graft-themed [class*=axislayer] text{fill:currentColor!important}" +
      ".graft-plot .heatmap-label text[style*='rgb(68, 68, 68)']{fill:#000!important}" + // grey on grey is unreadable
      ".graft-table th button{all:unset;cursor:pointer;font:inherit}" +
      ".graft-table th button:focus-visible,.graft-bar :focus-visible{outline:2px solid #0b5fa5;outline-offset:2px}" +
      ".graft-table th[aria-sort=ascending] button::after{content:' \\25B2'}" +
      ".graft-table th[aria-sort=descending] button::after{content:' \\25BC'}" +
      ".graft-bar{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:6px 0 10px;font-size:12px}" +
      ".graft-bar button,.graft-bar input{font:inherit;color:inherit;background:transparent;" +
      "border:1px solid currentColor;border-radius:4px;padding:1px 8px}" +
      ".graft-bar button{cursor:pointer}.graft-bar button:disabled{opacity:.4;cursor:default}" +
      ".graft-bar ::placeholder{color:inherit;opacity:.75}" +
      "@media print{.graft-bar button,.graft-bar input,.graft-plot .modebar{display:none}" +
      ".graft-themed .infolayer text,.graft-themed [class*=axislayer] text{fill:#000!important}}";
    document.head.appendChild(style);
  }
})();
