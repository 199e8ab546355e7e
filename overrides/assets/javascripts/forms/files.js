// What is saved: one format for files and for the browser's own store. A file is JSON, or HTML that
// shows the form, prints, and has the same JSON inside.
//
// { format: 1, kind, form, hash, saved, revision, values, previous }
//   values    key of a field -> text; `~2` after a key is the second copy of a repeated part
//   previous  null, or { saved, values } of the revision before
// Other keys, and keys of `values` that the form does not have, are kept as they are.

const FORMAT = 1
const LARGEST = 20_000_000 // characters
const DATA_ID = "rollehub-data"
const KNOWN = ["format", "kind", "form", "hash", "saved", "revision", "values", "previous"]

const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value)

/** Return the data to save for a state of a form. */
const asData = (definition, state, saved) => ({
  ...state.others,
  format: FORMAT,
  kind: definition.kind,
  form: definition.id,
  hash: definition.hash,
  saved,
  revision: state.revision,
  values: state.values,
  previous: state.previous,
})

const asJson = (data) => `${JSON.stringify(data, null, 1)}\n`

/** Return JSON that can be inside a script element of a page. */
const asJsonInPage = (data) => asJson(data).replaceAll("<", "\\u003c")

/**
 * Return the JSON in the text of a file, or null if there is none. It contains no «<». A parser would
 * ask for the styles of the file, which the policy of the page refuses.
 */
function jsonIn(text) {
  if (/^\s*\{/.test(text)) return text
  return new RegExp(`<script\\b[^>]*\\bid=["']?${DATA_ID}\\b[^>]*>([^<]*)`, "i").exec(text)?.[1] ?? null
}

/** Return { problem } for a file that is not what it should be. */
const failed = (problem) => ({ problem })

/**
 * Read the text of a saved file. Returns { state, isOther } or { problem }, a sentence for the
 * reader. `isOther` is whether another version of the form saved it.
 */
function fromText(text, definition) {
  if (text.length > LARGEST) return failed(_("Filen er for stor til å være lagret her."))
  const json = jsonIn(text)
  if (json === null) return failed(_("Filen er ikke lagret fra denne siden. Velg en fil som du har lagret her."))
  let data = null
  try {
    data = JSON.parse(json)
  } catch {
    return failed(_("Filen er skadet og kan ikke leses. Prøv en tidligere kopi av den."))
  }
  if (!isGroup(data) || !Number.isInteger(data.format) || !data.kind || !data.form) {
    return failed(_("Filen er ikke lagret fra denne siden. Velg en fil som du har lagret her."))
  }
  if (data.format > FORMAT) return failed(_("Filen er lagret med en nyere utgave av siden. Last siden på nytt, og prøv igjen."))
  if (data.kind !== definition.kind || data.form !== definition.id) {
    return failed(_("Filen hører til et annet skjema («%(form)s»).", { form: String(data.form) }))
  }
  return isSound(data) ? opened(data, definition) : failed(_("Filen er skadet og kan ikke leses. Prøv en tidligere kopi av den."))
}

/** Whether the parts of data that this page uses have the right types. */
function isSound({ format, revision, values, previous, saved }) {
  const isBefore = previous === null || (isGroup(previous) && isGroup(previous.values) && isMoment(previous.saved))
  return format >= 1 && Number.isInteger(revision) && revision >= 1 && isGroup(values) && isMoment(saved) && isBefore
}

const isMoment = (text) => typeof text === "string" && !Number.isNaN(Date.parse(text))

const opened = (data, definition) => ({
  state: {
    values: data.values,
    revision: data.revision,
    previous: data.previous,
    saved: data.saved,
    others: Object.fromEntries(Object.entries(data).filter(([key]) => !KNOWN.includes(key))),
  },
  isOther: data.hash !== definition.hash,
})

/** Return a state in which nothing is written. */
const emptyState = () => ({ values: {}, revision: 1, previous: null, saved: null, others: {} })
