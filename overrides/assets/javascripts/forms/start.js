// The page of a form or a guide: what its buttons do. Without this script it can be read, filled in
// and printed.

const find = (selector) => document.querySelector(selector)
const status = find("[data-status]")
const keep = find("[data-keep]")
let state = emptyState()
let isUnsaved = false

/** Tell the reader what happened; also those who only hear the page. */
function tell(text, isWarning = false) {
  status.textContent = text
  status.classList.toggle("doubt", isWarning)
}

const store = storeOf(siteRoot, () => {
  keep.checked = false
  tell(_("Nettleseren kan ikke lagre dette, eller er full. Det du har skrevet, står fortsatt på siden. Lagre det som fil."), true)
})
const stored = atMostEvery(1000, () => keep.checked && store.write(asJson(currentData())))

/** Return what is on the page, with what was opened and is not shown. */
function currentState() {
  const kept = Object.fromEntries(unknownIn(definition, state.values))
  return { ...state, values: { ...kept, ...readValues() } }
}
const currentData = () => asData(definition, currentState(), new Date().toISOString())

/** Show a state that was opened. */
function show(next) {
  state = next
  writeValues(state.values)
  refresh()
  showUnknown()
}

const refresh = () => {
  echoAll()
  showProgress()
  showChanges()
}
const refreshed = atMostEvery(400, refresh)

function showUnknown() {
  const box = find("[data-unknown]")
  const rows = [...unknownIn(definition, state.values), ...Object.entries(state.others)]
  box.hidden = !rows.length
  const words = (value) => (typeof value === "string" ? value : JSON.stringify(value))
  box.querySelector("dl").replaceChildren(...rows.flatMap(([key, value]) => [element("dt", key), element("dd", words(value))]))
}

function showChanges() {
  const box = find("[data-changes]")
  box.hidden = !state.previous
  if (!state.previous) return
  const rows = changesBetween(definition, state.previous.values, currentState().values)
  if (!rows.length) return box.querySelector("div").replaceChildren(element("p", _("Ingenting er endret.")))
  const list = element("dl")
  list.className = "changes"
  const nothing = _("(tomt)")
  for (const { label, before, after } of rows) {
    const now = element("dd")
    now.append(element("del", before || nothing), " ", element("ins", after || nothing))
    list.append(element("dt", label), now)
  }
  box.querySelector("div").replaceChildren(list)
}

/** Give the reader a file. */
function download(name, type, text) {
  const link = element("a")
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const fileName = (ending) => `${definition.id}-${new Date().toLocaleDateString("sv")}.${ending}`

/** Let paper show what is written, or empty fields to fill in by hand. */
function showOnPaper(isFilled) {
  sheet.classList.toggle("sheet--blank", !isFilled)
  for (const control of controls()) mirror(control, isFilled ? control.value : "")
}

/** Whether the reader lets a file replace what is written and not saved. */
function mayReplace() {
  const hasWritten = isUnsaved && Object.keys(readValues()).length > 0
  return !hasWritten || confirm(_("Det du har skrevet på siden, blir erstattet av filen. Vil du åpne den?"))
}

/** Open a saved file. A file that can't be read changes nothing. */
async function open(file) {
  let text = ""
  try {
    if (file.size > LARGEST) return tell(_("Filen er for stor til å være lagret her."), true)
    text = await file.text()
  } catch {
    return tell(_("Filen kunne ikke åpnes. Prøv igjen."), true)
  }
  const read = fromText(text, definition)
  if (read.problem) return tell(read.problem, true)
  if (!mayReplace()) return
  show(read.state)
  isUnsaved = false
  if (keep.checked) store.write(asJson(currentData()))
  const number = read.state.revision
  tell(read.isOther
    ? _("Revisjon %(number)s er åpnet. Den er laget med en annen utgave av skjemaet; alt i filen er tatt med.", { number })
    : _("Revisjon %(number)s er åpnet.", { number }))
}

const ACTIONS = {
  save() {
    download(fileName("html"), "text/html", asHtml(currentData()))
    isUnsaved = false
    tell(_("Filen er lagret der nettleseren legger nedlastede filer."))
  },
  "save-json"() {
    download(fileName("json"), "application/json", asJson(currentData()))
    isUnsaved = false
    tell(_("Filen er lagret der nettleseren legger nedlastede filer."))
  },
  "save-word"() {
    download(fileName("docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", wordOf(readValues()))
    tell(_("Filen er lagret der nettleseren legger nedlastede filer."))
  },
  print: () => print(),
  "print-blank"() {
    showOnPaper(false)
    addEventListener("afterprint", () => showOnPaper(true), { once: true })
    print()
  },
  revise() {
    const now = currentState()
    const saved = new Date().toISOString()
    state = { ...now, revision: now.revision + 1, previous: { saved, values: now.values } }
    isUnsaved = true
    stored.soon()
    refresh()
    tell(_("Revisjon %(number)s er begynt. Siden viser det du endrer fra nå.", { number: state.revision }))
  },
  clear() {
    if (!confirm(_("Alt du har skrevet, og det som er lagret i nettleseren, blir slettet. Filer du har lagret, blir ikke slettet."))) return
    keep.checked = false
    store.remove()
    show(emptyState())
    isUnsaved = false
    tell(_("Alt er slettet."))
  },
}

/** Copy what is written in a field. */
async function copy(key) {
  const text = shownValues()[key] ?? ""
  if (!text) return tell(_("Feltet er tomt."), true)
  try {
    await navigator.clipboard.writeText(text)
    tell(_("Teksten er kopiert."))
  } catch {
    tell(_("Nettleseren lot ikke siden kopiere. Merk teksten og kopier den selv."), true)
  }
}

/** Give the reader a calendar with the day of a field. */
function putInCalendar(key) {
  const field = definition.parts.flatMap((part) => part.fields).find((x) => x.id === splitKey(key)[0])
  const day = readDate(shownValues()[key] ?? "")
  if (!day?.day) return tell(_("Skriv en hel dato først, for eksempel «1.3.26»."), true)
  download(`${field.id}.ics`, "text/calendar", calendarOf(field.calendar, definition.title, day, new Date(), randomId()))
  tell(_("Kalenderfilen er lagret. Åpne den for å legge dagen i kalenderen."))
}

/** Add a copy of a repeated part, and go to it. */
function addCopy(id) {
  const part = definition.parts.find((x) => x.id === id)
  showCopies(part, shownCopies(part).length + 2)
  refresh()
  shownCopies(part).at(-1).querySelector(".copy-title").focus()
}

/** Remove the last copy of a repeated part; the first stays. */
function removeCopy(id) {
  const part = definition.parts.find((x) => x.id === id)
  const last = shownCopies(part).at(-1)
  const isEmpty = [...last.querySelectorAll("[data-key]")].every((x) => (isPick(x) ? !x.checked || !x.value : !x.value))
  if (!isEmpty && !confirm(_("Det du har skrevet der, blir borte. Vil du fjerne det?"))) return
  showCopies(part, shownCopies(part).length)
  isUnsaved = true
  stored.soon()
  refresh()
  find(`[data-add="${id}"]`).focus()
}

function click({ target }) {
  const button = target.closest("button")
  if (!button) return
  const { do: action, copied: key, calendar, add, remove, use } = button.dataset
  if (action) ACTIONS[action]()
  if (key) copy(key)
  if (calendar) putInCalendar(calendar)
  if (add) addCopy(add)
  if (remove) removeCopy(remove)
  if (use) {
    const [control] = controlsOf(use)
    control.value = button.dataset.text
    control.focus()
    control.dispatchEvent(new Event("input", { bubbles: true }))
  }
}

function changed({ target }) {
  if (!target.dataset.key) return
  mirror(target)
  beginStep(target)
  isUnsaved = true
  refreshed.soon()
  stored.soon()
}

/** Do something with the file that the reader chooses. */
function whenChosen(selector, use) {
  find(selector)?.addEventListener("change", ({ target }) => {
    const [file] = target.files
    if (file) use(file)
    target.value = "" // so that the same file can be chosen again
  })
}

function startForm() {
  sheet.classList.add("sheet--live")
  for (const part of document.querySelectorAll("[data-needs-script]")) {
    part.hidden = Boolean(part.dataset.copied) && !navigator.clipboard
  }
  sheet.addEventListener("submit", (event) => event.preventDefault())
  sheet.addEventListener("input", changed)
  // Browsers scroll to where the reader writes, and may leave a part of the field out of view.
  sheet.addEventListener("focusin", ({ target }) => target.scrollIntoView({ block: "nearest" }))
  sheet.addEventListener("change", () => refreshed.soon())
  document.addEventListener("click", click)
  whenChosen("[data-open]", open)
  whenChosen("[data-pdf=fill]", (file) => usePdf(file, true))
  whenChosen("[data-pdf=read]", (file) => usePdf(file, false))
  keep.addEventListener("change", () => {
    if (!keep.checked) {
      store.remove()
      tell(_("Det som var lagret i nettleseren, er slettet. Det du ser, står til du lukker siden."))
    } else if (store.write(asJson(currentData()))) tell(_("Nettleseren husker det du skriver. «Slett alt» fjerner det."))
  })
  addEventListener("pagehide", () => stored.now())
  addEventListener("visibilitychange", () => stored.now())
  addEventListener("beforeunload", (event) => isUnsaved && !keep.checked && event.preventDefault())
  addEventListener("storage", (event) => {
    if (event.key === store.key && keep.checked) tell(_("Skjemaet er også åpent i en annen fane. Bruk bare den ene."), true)
  })
  new ResizeObserver(() => refreshed.soon()).observe(sheet)
  resume()
}

/** Show what the browser has kept. */
function resume() {
  const text = store.read()
  if (text === null) return refresh()
  const read = fromText(text, definition)
  if (read.problem) {
    refresh()
    return tell(_("Det som er lagret i nettleseren, kan ikke leses: %(problem)s", { problem: read.problem }), true)
  }
  keep.checked = true
  show(read.state)
  const day = dateWords(savedDay(read.state.saved), definition.language)
  tell(_("Nettleseren husket det du skrev %(day)s.", { day }))
}

startForm()
