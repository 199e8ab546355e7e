// The line of a guide that says how far the reader has come.

/** Return every step on the page in order: { title, anchor, state }. */
const shownSteps = () =>
  [...sheet.querySelectorAll("[data-step]")].map((step) => ({
    anchor: step.id,
    title: step.querySelector("h3").textContent,
    state: step.querySelector("select").value,
  }))

/** Say how many steps are done, and link to the next. */
function showProgress() {
  const line = document.querySelector("[data-progress]")
  const now = JSON.stringify(shownSteps())
  if (!line || line.dataset.progress === now) return
  line.dataset.progress = now // the link may have the focus, so it is replaced only when it changes
  const steps = shownSteps()
  const done = steps.filter((step) => step.state === "done").length
  const next = steps.find((step) => step.state !== "done")
  const values = { done, all: steps.length }
  if (!next) return line.replaceChildren(_("Du har gjort alle %(all)s.", values))
  const link = element("a", next.title)
  link.href = `#${next.anchor}`
  line.replaceChildren(_("Du har gjort %(done)s av %(all)s; neste:", values), " ", link)
}

/** A step in which something is written has begun. */
function beginStep(control) {
  const state = control.closest("[data-step]")?.querySelector("select")
  if (state && state !== control && state.value === "" && control.value) state.value = "doing"
}
