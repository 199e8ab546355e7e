// What the page says beside the fields: dates in words, what remains, bars and a timeline.

const numberWords = (number) => new Intl.NumberFormat([definition.language, "nb"], { maximumFractionDigits: 1 }).format(number)

/** Return an amount with its unit. */
const amountWords = (amount, unit) =>
  unit === "months" ? _("%(num)s måneder", { num: numberWords(amount) }) : `${numberWords(amount)} ${unit}`

/** Return a part of what is done in words. */
function partWords(part) {
  if (part.count !== undefined) return numberWords(part.count)
  const num = numberWords(part.percent)
  const share = part.percent < 100 ? _("i %(num)s prosent stilling", { num }) : ""
  const [from, to] = [part.from, part.to].map((day) => day && dateWords(day, definition.language))
  const time = from
    ? _("%(from)s til %(to)s", { from, to })
    : amountWords((part.months * 100) / part.percent, "months")
  return share ? `${time} ${share}` : time
}

/** Return a bar, with the numbers that it shows as its name. */
function bar(amount, most, name) {
  const made = element("progress")
  made.className = "bar"
  made.max = most
  made.value = Math.min(amount, most)
  made.setAttribute("aria-label", name)
  return made
}

/** Return what a rule says of an amount: a bar, and a sentence. */
function ruleParts(rule, amount) {
  const done = numberWords(round(amount))
  const all = amountWords(rule.amount, rule.unit)
  const over = round(amount - rule.amount)
  const values = { done, all, left: amountWords(remains(rule, amount), rule.unit), over: amountWords(over, rule.unit) }
  if (rule.bound === "most") {
    const said = over > 0
      ? _("%(done)s av høyst %(all)s. %(over)s for mye teller ikke.", values)
      : _("%(done)s av høyst %(all)s.", values)
    return [bar(amount, rule.amount, said), element("p", said)]
  }
  const said = remains(rule, amount) > 0
    ? _("%(done)s av %(all)s. Gjenstår: %(left)s.", values)
    : _("%(done)s av %(all)s. Kravet er nådd.", values)
  return [bar(amount, rule.amount, said), element("p", said)]
}

/** Return the unit that a row is counted in; time if no rule says otherwise. */
const unitOf = (field) => field.rules[0]?.unit ?? "months"

/** Say beside a row what is understood, and what remains. Returns what is read. */
function echoProgress(field, values, echo) {
  const text = values[`${field.id}.done`] ?? ""
  const smallest = Math.max(0, ...field.rules.map((rule) => rule.least_percent))
  const read = readDone(text, unitOf(field), smallest)
  const lines = []
  if (read.parts.length && unitOf(field) === "months") {
    lines.push(element("p", _("Forstått som: %(parts)s.", { parts: read.parts.map(partWords).join("; ") })))
  }
  if (field.rules.length && text.trim()) lines.push(...field.rules.flatMap((rule) => ruleParts(rule, read.amount)))
  if (read.tooSmall.length) {
    lines.push(element("p", _("Regnes ikke med, for stillingen er under %(num)s prosent: %(parts)s", { num: smallest, parts: read.tooSmall.join("; ") }), "doubt"))
  }
  if (read.unclear.length && (field.rules.length || read.parts.length)) {
    const parts = read.unclear.join("; ")
    lines.push(element("p", unitOf(field) === "months"
      ? _("Dette ble ikke forstått, og er ikke regnet med: %(parts)s. Skriv for eksempel «1.3.24–31.8.25» eller «6 måneder».", { parts })
      : _("Her mangler et antall: %(parts)s. Begynn med tallet.", { parts }), "doubt"))
  }
  const left = field.rules.map((rule) => ({ rule, left: remains(rule, read.amount) })).filter(({ rule }) => rule.bound !== "most")
  if (text.trim() && left.length && !values[`${field.id}.remaining`]) {
    const what = left[0].left ? amountWords(left[0].left, left[0].rule.unit) : _("ingenting")
    const use = element("button", _("Skriv «%(what)s» i «Gjenstår»", { what }), "plain")
    use.type = "button"
    use.dataset.use = `${field.id}.remaining`
    use.dataset.text = what
    lines.push(use)
  }
  echo.replaceChildren(...lines)
  return read
}

/** Say in words which dates are understood, and mark those that are not. Nothing is refused. */
function echoDates(key, values, echo) {
  const field = splitKey(key)[0]
  const [, copy] = splitKey(key)
  const keys = definition.parts.flatMap((part) => part.fields).filter((x) => x.id === field).flatMap(keysOf)
  const said = []
  for (const each of keys) {
    const text = (values[joinKey(each, copy)] ?? "").trim()
    const date = text ? readDate(text) : null
    for (const control of controlsOf(joinKey(each, copy))) {
      control.toggleAttribute("aria-invalid", Boolean(text) && !date)
      if (text && !date) control.setAttribute("aria-invalid", "true")
    }
    if (text && !date) said.push(element("p", _("«%(text)s» ble ikke forstått som en dato. Skriv for eksempel «1.3.26» eller «mars 2026».", { text }), "doubt"))
    else if (date && dateWords(date, definition.language) !== text) said.push(element("p", dateWords(date, definition.language)))
  }
  const dates = keys.map((each) => readDate(values[joinKey(each, copy)] ?? "")).filter(Boolean)
  if (dates.length === 2 && dayNumber(lastDay(dates[1])) < dayNumber(firstDay(dates[0]))) {
    said.push(element("p", _("Sluttdatoen er før startdatoen."), "doubt"))
  }
  echo.replaceChildren(...said)
}

/** Say all that the page says beside the fields. */
function echoAll() {
  const values = shownValues()
  const read = new Map()
  for (const field of definition.parts.flatMap((part) => part.fields)) {
    const echo = document.getElementById(`e_${field.id}`)
    if (field.type === "progress") read.set(field.id, { field, done: echoProgress(field, values, echo) })
  }
  for (const box of sheet.querySelectorAll(`[data-type="date"], [data-type="period"]`)) {
    echoDates(box.dataset.field, values, box.querySelector("[data-echo]"))
  }
  definition.totals.forEach((total, place) => {
    const amount = total.fields.reduce((sum, id) => sum + (read.get(id)?.done.amount ?? 0), 0)
    sheet.querySelector(`[data-total="${place}"]`)?.replaceChildren(...ruleParts(total, amount))
  })
  drawTimeline([...read.values()])
}
