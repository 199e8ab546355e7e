// The form on the page: its values, and the copies of its repeated parts.

const sheet = document.querySelector("form.sheet")
const definition = JSON.parse(document.getElementById("ark_data").textContent)

const controls = () => [...sheet.querySelectorAll("[data-key]")]
const controlsOf = (key) => controls().filter((control) => control.dataset.key === key)
const isPick = (control) => control.type === "radio" || control.type === "checkbox"

/** Return the values of all keys that are on the page, empty ones too. */
function shownValues() {
  const values = {}
  for (const control of controls()) {
    const { key } = control.dataset
    if (!isPick(control)) values[key] = control.value
    else if (control.type === "checkbox") {
      values[key] = [values[key], control.checked && control.value].filter(Boolean).join("\n")
    } else if (control.checked) values[key] = control.value
  }
  return values
}

/** Return the values of all keys that are on the page and not empty. */
const readValues = () => Object.fromEntries(Object.entries(shownValues()).filter(([, value]) => value !== ""))

/** Show values in place of what is written. */
function writeValues(values) {
  for (const part of definition.parts) if (part.repeats) showCopies(part, copiesIn(part, values))
  for (const control of controls()) {
    const value = Object.hasOwn(values, control.dataset.key) ? String(values[control.dataset.key]) : ""
    if (control.type === "radio") control.checked = control.value === value
    else if (control.type === "checkbox") control.checked = value.split("\n").includes(control.value)
    else {
      control.value = value
      mirror(control)
    }
  }
}

/** Repeat what is written in a box beside it: on paper, a box grows with its text. */
function mirror(control, text = control.value) {
  const box = control.nextElementSibling
  if (box?.classList.contains("written")) box.textContent = text
}

const SUFFIXED = ["id", "for", "name", "data-key", "data-field", "data-step", "data-copied", "data-calendar"]
const LISTS = ["aria-labelledby", "aria-describedby"]

/** Return a copy of a repeated part, whose ids and keys end in its number. */
function copyOf(part, number) {
  const copy = sheet.querySelector(`[data-repeats="${part.id}"]`).cloneNode(true)
  copy.removeAttribute("data-repeats")
  copy.dataset.copyOf = part.id
  for (const element of copy.querySelectorAll("*")) {
    for (const name of SUFFIXED) {
      if (element.hasAttribute(name)) element.setAttribute(name, joinKey(element.getAttribute(name), number))
    }
    for (const name of LISTS) {
      const ids = element.getAttribute(name)
      if (ids) element.setAttribute(name, ids.split(" ").map((id) => joinKey(id, number)).join(" "))
    }
    element.removeAttribute("aria-invalid")
  }
  for (const box of copy.querySelectorAll(".written, [data-echo]")) box.textContent = ""
  const title = document.createElement("h3")
  title.className = "copy-title"
  title.tabIndex = -1
  title.textContent = `${part.repeats.charAt(0).toUpperCase()}${part.repeats.slice(1)} ${number}`
  copy.prepend(title)
  return copy
}

const shownCopies = (part) => [...sheet.querySelectorAll(`[data-copy-of="${part.id}"]`)]

/** Show as many copies of a repeated part, the first included. */
function showCopies(part, count) {
  document.querySelector(`[data-remove="${part.id}"]`).disabled = count < 2
  const shown = shownCopies(part)
  for (const copy of shown.slice(Math.max(0, count - 1))) copy.remove()
  for (let number = shown.length + 2; number <= count; number += 1) {
    const copy = copyOf(part, number)
    const last = shownCopies(part).at(-1) ?? sheet.querySelector(`[data-repeats="${part.id}"]`)
    last.after(copy)
    for (const control of copy.querySelectorAll("[data-key]")) {
      if (isPick(control)) control.checked = control.type === "radio" && control.value === ""
      else control.value = ""
    }
  }
}

/** Return a new element with a text. */
function element(tag, text = "", className = "") {
  const made = document.createElement(tag)
  made.textContent = text
  made.className = className
  return made
}
