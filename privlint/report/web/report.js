"use strict";
(() => {
  const root = document.documentElement;
  const form = document.querySelector("form.filters");
  const articles = [...document.querySelectorAll("article")];
  const groups = [...document.querySelectorAll("section.rule")];
  const words = new Map(); // article -> its text in small letters, filled at the first search

  // Language: the style sheet shows one of the two; the rest of the page follows here.
  function setLanguage(lang) {
    root.lang = lang;
    const key = lang === "en" ? "en" : "zh";
    for (const option of document.querySelectorAll("option[data-en]")) option.textContent = option.dataset[key];
  }
  for (const radio of document.querySelectorAll("input[name=language]")) {
    radio.addEventListener("change", () => setLanguage(radio.value));
    if (radio.checked) setLanguage(radio.value);
  }

  // Excerpts that stand elsewhere in the page are copied when a path is opened.
  function fill(details) {
    for (const link of details.querySelectorAll("a.again")) {
      const copy = document.getElementById(link.dataset.source).cloneNode(true);
      copy.removeAttribute("id");
      link.replaceWith(copy);
    }
  }
  for (const details of document.querySelectorAll("details.trace")) {
    if (details.open) fill(details);
    details.addEventListener("toggle", () => details.open && fill(details));
  }
  function openAll(open) {
    for (const details of document.querySelectorAll("details.trace")) details.open = open;
  }
  window.addEventListener("beforeprint", () => openAll(true));

  // A link to a finding or an excerpt opens what it stands in.
  function reveal() {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // no text that names anything
    }
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      at.hidden = false;
    }
    if (target) target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  if (!form) return;
  form.hidden = false;

  function textOf(article) {
    if (!words.has(article)) {
      const heading = article.closest("section.rule").querySelector("h3").textContent;
      words.set(article, `${heading} ${article.textContent}`.toLowerCase());
    }
    return words.get(article);
  }
  function fits(article, values, wanted) {
    for (const name of ["severity", "rule", "sdk", "module"]) {
      if (values.get(name) && article.dataset[name] !== values.get(name)) return false;
    }
    const category = values.get("category");
    if (category && !article.dataset.category.split(" ").includes(category)) return false;
    return wanted.every((word) => textOf(article).includes(word));
  }
  function apply() {
    const values = new FormData(form);
    const wanted = values.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const article of articles) {
      article.hidden = !fits(article, values, wanted);
      if (!article.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("article:not([hidden])");
    form.querySelector(".shown").textContent = shown;
    form.querySelector(".all").textContent = articles.length;
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply)); // the fields are empty only after the event
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") form.reset();
  });
  form.querySelector("[data-open]").addEventListener("click", () => openAll(true));
  form.querySelector("[data-close]").addEventListener("click", () => openAll(false));
  for (const link of document.querySelectorAll("a[data-filter]")) {
    link.addEventListener("click", () => {
      form.reset();
      form.elements[link.dataset.filter].value = link.dataset.value;
      setTimeout(apply);
    });
  }
  apply();
})();
