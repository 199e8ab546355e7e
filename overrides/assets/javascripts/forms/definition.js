// The definition of the form on the page, and what its keys are called.

const PARTS_OF = { period: ["from", "to"], progress: ["done", "remaining"] }

/** Return the key without the number of its copy, and that number: «tid.from~2» -> ["tid.from", 2]. */
function splitKey(key) {
  const match = /^(.*)~(\d+)$/.exec(key)
  return match ? [match[1], Number(match[2])] : [key, 1]
}

const joinKey = (key, copy) => (copy > 1 ? `${key}~${copy}` : key)

/** Return the keys of a field's values. */
const keysOf = (field) => (PARTS_OF[field.type] ?? [""]).map((part) => (part ? `${field.id}.${part}` : field.id))

/** Return how many copies of a part some values have; one of a part that does not repeat. */
function copiesIn(part, values) {
  const own = new Set([...part.fields.flatMap(keysOf), ...part.steps.map((step) => `step:${step.id}`)])
  const copies = Object.entries(values)
    .filter(([, value]) => value !== "")
    .map(([key]) => splitKey(key))
    .filter(([key, copy]) => own.has(key) && copy <= 200)
    .map(([, copy]) => copy)
  return part.repeats ? Math.max(1, ...copies) : 1
}

/** Return every key of the form in order, with its field, for as many copies as the values have. */
const allKeys = (definition, values) =>
  definition.parts.flatMap((part) =>
    Array.from({ length: copiesIn(part, values) }, (_empty, place) => place + 1).flatMap((copy) => [
      ...part.fields.flatMap((field) => keysOf(field).map((key) => ({ key: joinKey(key, copy), part, field, copy }))),
      ...part.steps.map((step) => ({ key: joinKey(`step:${step.id}`, copy), part, step, copy })),
    ]),
  )

/** Return the values of keys that the form does not have. */
function unknownIn(definition, values) {
  const known = new Set(allKeys(definition, values).map(({ key }) => key))
  return Object.entries(values).filter(([key]) => !known.has(key))
}

const stateWords = () => ({ "": _("Ikke begynt"), doing: _("I arbeid"), waiting: _("Venter på andre"), done: _("Ferdig") })

/** Return what a value says in words. */
function valueWords({ field, step }, value = "") {
  if (typeof value !== "string") return JSON.stringify(value)
  if (step) return stateWords()[value] ?? value
  if (field.type === "yes-no") return { yes: _("Ja"), no: _("Nei") }[value] ?? value
  return value
}

/** Return what a key is called. */
function keyLabel({ key, part, field, step, copy }) {
  const which = part.repeats && copy > 1 ? ` (${copy})` : ""
  if (step) return `${step.title}${which} – ${_("Status")}`
  const name = splitKey(key)[0].slice(field.id.length + 1)
  const words = { from: pgettext("date", "Fra"), to: pgettext("date", "Til"), done: _("Gjennomført"), remaining: _("Gjenstår") }[name]
  return `${field.label}${which}${words ? ` – ${words}` : ""}`
}

/** Return what differs between two revisions: [{ label, before, after }] in the order of the form. */
function changesBetween(definition, before, after) {
  const all = { ...before, ...after }
  const known = allKeys(definition, all).map((row) => ({
    label: keyLabel(row),
    before: valueWords(row, before[row.key]),
    after: valueWords(row, after[row.key]),
  }))
  const words = (value = "") => (typeof value === "string" ? value : JSON.stringify(value))
  const others = unknownIn(definition, all).map(([key]) => ({ label: key, before: words(before[key]), after: words(after[key]) }))
  return [...known, ...others].filter((row) => row.before !== row.after)
}
