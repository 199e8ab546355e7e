// Addresses and references rest on ids, so an id can be typed only where there was none.
"use strict";

const typedHere = new Set();

addEventListener("hashchange", () => typedHere.clear());
addEventListener("focusin", ({target}) => {
  const key = target.closest?.("section[data-key-path]")?.dataset.keyPath ?? "";
  if (!/(^|\.)id$/.test(key) || !target.matches("input")) return;
  if (!target.value) typedHere.add(key);
  target.readOnly = !typedHere.has(key);
});
