// Two rules for fields of the form that its settings cannot state.
"use strict";

const keyOf = (element) => element.closest?.("section[data-key-path]")?.dataset.keyPath ?? "";
const dayOf = (key) => document.querySelector(`section[data-key-path="${key}"] input[type=date]`);

// Addresses and references rest on ids, so an id can be typed only where there was none.
const typedHere = new Set();

addEventListener("hashchange", () => typedHere.clear());
addEventListener("focusin", ({target}) => {
  const key = keyOf(target);
  if (!/(^|\.)id$/.test(key) || !target.matches("input")) return;
  if (!target.value) typedHere.add(key);
  target.readOnly = !typedHere.has(key);
});

// A review sets the day of the next one, 52 weeks later; the editor can then choose another. The mark
// of the text that was reviewed before goes, as nobody here can make that of the text as it is.
const DAYS = 364;
let before = "";

for (const type of ["pointerdown", "focusin"])
  addEventListener(type, ({target}) => {
    if (keyOf(target) === "reviewed") before = dayOf("reviewed")?.value;
  });
for (const type of ["input", "click"])
  addEventListener(type, ({target}) => {
    if (keyOf(target) === "reviewed") setTimeout(setNextReview);  // the program writes first
  });

function setNextReview() {
  const reviewed = dayOf("reviewed"), next = dayOf("review_by");
  if (!reviewed?.value || reviewed.value === before || !next) return;
  before = reviewed.value;
  const day = new Date(reviewed.value);
  day.setUTCDate(day.getUTCDate() + DAYS);
  write(next, day.toISOString().slice(0, 10));
  const mark = document.querySelector('section[data-key-path="reviewed_text"] input');
  if (mark?.value) write(mark, "");
}

function write(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", {bubbles: true}));
}
