// What the pages do beyond links and forms. Everything works without it, but for pictures as PNG and saved searches.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const locale = navigator.languages && navigator.languages.length ? navigator.languages : undefined;

  function localise(root) {
    for (const one of all("data[value]", root)) one.textContent = Number(one.value).toLocaleString(locale);
    for (const one of all("time[datetime]", root)) {
      const given = one.getAttribute("datetime"), parts = given.split("-").length;
      if (!/^\d{4}(-\d\d){0,2}(T.*)?$/.test(given) || parts === 1) continue;
      const shape = given.includes("T") ? { dateStyle: "medium", timeStyle: "short" }
        : parts === 2 ? { year: "numeric", month: "long", timeZone: "UTC" } : { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" };
      const when = new Date(given.includes("T") ? given : given + (parts === 2 ? "-01" : "") + "T00:00:00Z");
      if (!Number.isNaN(when.getTime())) { one.textContent = when.toLocaleString(locale, shape); one.title = given; }
    }
  }

  function light(reader, id) {
    const old = reader.querySelector(".thread");
    if (old) old.remove();
    for (const one of all(".lit", reader)) one.classList.remove("lit");
    for (const one of all("[data-parts]", reader)) for (const name of [...one.classList]) if (name.startsWith("part-")) one.classList.remove(name);
    if (!id) return;
    for (const one of all("[data-entries]", reader)) if (one.dataset.entries.split(" ").includes(id)) one.classList.add("lit");
    for (const one of all("[data-parts]", reader)) for (const part of one.dataset.parts.split(" ")) {
      const [role, of] = part.split(":");
      if (of === id) one.classList.add("part-" + role);
    }
    const entry = document.getElementById(id);
    if (entry && entry.matches("[data-entry]")) entry.classList.add("lit");
    thread(reader);
  }

  // A line from what is said to who says it.
  function thread(reader) {
    const page = reader.querySelector(".page"), old = page && page.querySelector(".thread");
    if (old) old.remove();
    const speaker = page && page.querySelector("#body .part-speaker"), said = page && page.querySelector("#body .lit");
    if (!speaker || !said) return;
    const drawn = "http://www.w3.org/2000/svg", make = (name, given) => { const one = document.createElementNS(drawn, name); for (const key in given) one.setAttribute(key, given[key]); return one; };
    const within = page.getBoundingClientRect(), from = said.getClientRects()[0], to = speaker.getClientRects()[0];
    if (!from || !to) return;
    const x1 = from.left - within.left, y1 = from.top - within.top + from.height / 2, x2 = to.left - within.left + to.width / 2, y2 = to.bottom - within.top + 1;
    const edge = Math.max(6, Math.min(x1, x2) - 24), svg = make("svg", { class: "thread", "aria-hidden": "true" });
    svg.append(make("path", { d: `M${x1},${y1}C${edge},${y1} ${edge},${y2} ${x2},${y2}` }), make("circle", { cx: x2, cy: y2, r: 3 }));
    page.append(svg);
  }

  function read(reader) {
    let chosen = decodeURIComponent(location.hash.slice(1)).replace(/^at-/, "");
    const show = id => light(reader, id || chosen);
    const beside = () => {  // where the entries stand beside the text, the chosen one is brought into view too
      const entry = chosen && document.getElementById(chosen), list = entry && entry.closest(".entries");
      if (list && getComputedStyle(list).position === "sticky") list.scrollTop += entry.getBoundingClientRect().top - list.getBoundingClientRect().top - 40;
    };
    show(); beside();
    const of = target => {
      const entry = target.closest && target.closest("[data-entry]");
      if (entry) return entry.dataset.entry;
      const words = target.closest && target.closest("[data-entries]");
      return words ? (words.getAttribute("href") || "").slice(1) || words.dataset.entries.split(" ")[0] : null;
    };
    for (const kind of ["mouseover", "focusin"]) reader.addEventListener(kind, event => { const id = of(event.target); if (id) show(id); });
    reader.addEventListener("mouseleave", () => show());
    addEventListener("hashchange", () => { chosen = decodeURIComponent(location.hash.slice(1)).replace(/^at-/, ""); show(); beside(); });
    const missed = reader.querySelector("[data-missed]");
    if (missed) missed.addEventListener("submit", () => {
      const words = String(getSelection()).trim();
      if (words) { const field = document.createElement("input"); field.type = "hidden"; field.name = "words"; field.value = words; missed.append(field); }
    });
  }

  function brush(svg) {
    const first = Number(svg.dataset.brush), bars = all("a", svg), box = () => svg.getBoundingClientRect();
    const at = event => Math.max(0, Math.min(bars.length - 1, Math.floor((event.clientX - box().left) / box().width * bars.length)));
    let from = null, moved = false;
    svg.addEventListener("pointerdown", event => { from = at(event); moved = false; });
    svg.addEventListener("pointermove", event => {
      if (from === null) return;
      const to = at(event);
      if (to !== from) moved = true;
      bars.forEach((bar, i) => bar.querySelector(".back").classList.toggle("brushed", i >= Math.min(from, to) && i <= Math.max(from, to)));
    });
    svg.addEventListener("pointerup", event => {
      if (from === null || !moved) { from = null; return; }
      const years = [from, at(event)].sort((a, b) => a - b).map(i => String(first + i).padStart(4, "0"));
      const address = new URL(location.href);
      address.searchParams.set("since", years[0]); address.searchParams.set("until", years[1]); address.searchParams.delete("page");
      location.assign(address);
    });
    svg.addEventListener("click", event => { if (moved) event.preventDefault(); });
    svg.addEventListener("dragstart", event => event.preventDefault());
  }

  function save(button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const known = JSON.parse(localStorage.getItem("saved") || "[]").filter(one => one.link !== button.dataset.save);
      known.unshift({ link: button.dataset.save, name: document.title.replace(/ · Verbale$/, "") + " " + decodeURIComponent(button.dataset.save.split("?")[1] || "") });
      localStorage.setItem("saved", JSON.stringify(known.slice(0, 50)));
      button.textContent = "Saved: it is on the first page";
    });
  }

  function saved(section) {
    const known = JSON.parse(localStorage.getItem("saved") || "[]"), list = section.querySelector("ul");
    for (const one of known) {
      if (typeof one.link !== "string" || !/^\/[a-z]/.test(one.link)) continue;
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = one.link; link.textContent = one.name; item.append(link); list.append(item);
    }
    section.hidden = !list.children.length;
  }

  function png(button) {
    button.addEventListener("click", () => {
      const svg = document.getElementById(button.dataset.png), copy = svg.cloneNode(true), box = svg.viewBox.baseVal;
      const from = all("*", svg), to = all("*", copy);
      from.forEach((one, i) => {
        const style = getComputedStyle(one);
        for (const name of ["fill", "stroke", "stroke-width", "opacity", "fill-opacity", "stroke-opacity", "font-family", "font-size", "font-weight", "text-anchor"]) to[i].setAttribute(name, style.getPropertyValue(name));
      });
      copy.setAttribute("width", box.width); copy.setAttribute("height", box.height);
      const image = new Image(), scale = 2;
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = box.width * scale; canvas.height = box.height * scale;
        const pen = canvas.getContext("2d");
        pen.fillStyle = getComputedStyle(document.body).backgroundColor === "rgba(0, 0, 0, 0)" ? getComputedStyle(document.documentElement).backgroundColor : getComputedStyle(document.body).backgroundColor;
        pen.fillRect(0, 0, canvas.width, canvas.height); pen.drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(blob => { const link = document.createElement("a"); link.href = URL.createObjectURL(blob); link.download = button.dataset.name || "picture.png"; link.click(); });
      };
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
    });
  }

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    const rows = all("main .row");
    if ((event.key === "j" || event.key === "k") && rows.length) {
      const now = rows.findIndex(row => row.contains(document.activeElement)), next = rows[Math.max(0, Math.min(rows.length - 1, now + (event.key === "j" ? 1 : -1)))];
      (next.matches("[tabindex]") ? next : next.querySelector("a") || next).focus();
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, select")) target.focus(); else target.click();
  }

  localise(document);
  const here = document.querySelector(".top nav [aria-current]");  // on a phone the row of pages is wider than the screen
  if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.clientWidth / 2;
  for (const one of all("[data-reader]")) read(one);
  for (const one of all("[data-brush]")) brush(one);
  for (const one of all("[data-save]")) save(one);
  for (const one of all("[data-saved]")) saved(one);
  for (const one of all("[data-png]")) png(one);
  for (const one of all("select[data-frame]")) one.addEventListener("change", () => { for (const kind of all("[data-kind]")) kind.open = kind.dataset.kind === one.value; });
  for (const one of all("form[data-submit-on-change]")) one.addEventListener("change", () => one.requestSubmit());
  addEventListener("keydown", keys);
  document.addEventListener("htmx:after:swap", event => localise(event.target || document));
  document.addEventListener("htmx:afterSwap", event => localise(event.target || document));
})();
