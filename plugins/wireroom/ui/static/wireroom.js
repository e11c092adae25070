// Airflow's theme, the reader's time zone, links that lead out of Airflow's frame, and what is under way.
"use strict";

const root = document.documentElement;

function followTheme() {
  let chosen = null;
  try {
    chosen = window.localStorage.getItem("theme");
  } catch {
    // no storage: the system's preference counts
  }
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  else delete root.dataset.theme;
}

followTheme();
window.addEventListener("storage", followTheme);

function localTimes() {
  const withTime = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const zone = new Intl.DateTimeFormat("sv-SE", withTime);
  const named = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const time of document.querySelectorAll("time[data-local]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const written = zone.format(moment);
    if (time.dataset.local === "title") time.title = `${written} ${named} · ${time.title}`;
    else time.textContent = written;
  }
}

// The frame may neither open windows nor move the page around it; a link in that page may.
function followOutside(event) {
  const link = event.target.closest("a[data-outside]");
  if (!link || window.parent === window || event.defaultPrevented) return;
  try {
    const twin = window.parent.document.createElement("a");
    twin.href = link.href;
    if (link.dataset.outside === "tab") {
      twin.target = "_blank";
      twin.rel = "noopener noreferrer";
    }
    window.parent.document.body.append(twin);
    twin.click();
    twin.remove();
    event.preventDefault();
  } catch {
    // another origin around us: the browser does what it can
  }
}

// A page of something under way looks again by itself; it has no fields that somebody may be at.
function lookAgain() {
  const waiting = document.querySelector("[data-again]");
  if (waiting) setTimeout(() => window.location.reload(), 1000 * Number(waiting.dataset.again));
}

document.addEventListener("DOMContentLoaded", () => {
  localTimes();
  lookAgain();
  document.addEventListener("click", followOutside);
  for (const choice of document.querySelectorAll("form[data-live] select, form[data-live] input[type=checkbox]"))
    choice.addEventListener("change", () => choice.form.requestSubmit());
});
