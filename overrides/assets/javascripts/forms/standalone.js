// The saved file as a page: it shows what is written, prints, and has the data inside.

const STYLE = `
body{max-width:50rem;margin:0 auto;padding:1.5rem;color:#14262c;background:#fff;font:1rem/1.5 system-ui,sans-serif}
h1{margin:0 0 .3em;font-size:1.8rem}h2{margin:1.6em 0 .5em;font-size:1.25rem}
dl,table{margin:.5em 0}dt,th{font-weight:600;text-align:left}dd{margin:0 0 .7em}
dd,td{white-space:pre-wrap;overflow-wrap:anywhere}table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{padding:.35em .5em;border:1px solid #cfdad9;vertical-align:top}
.about{color:#4d6068}.sign{height:2.5rem;border-bottom:1px solid #14262c}
@media print{body{padding:0;font-size:10.5pt}h2,dt{break-after:avoid}tr{break-inside:avoid}}
`

const asText = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign])

const cell = (text) => (text ? asText(text) : `<span class="about">–</span>`)
const row = (name, text) => `<dt>${asText(name)}</dt>\n<dd>${text}</dd>\n`

/** Return a date as a reader wrote it, and in words if it is understood. */
function withWords(text) {
  const date = readDate(text)
  const words = date ? dateWords(date, definition.language) : text
  return words === text ? cell(text) : `${cell(text)} <span class="about">(${asText(words)})</span>`
}

/** Return the fields of one copy of a part as HTML. */
function fieldsHtml(part, values, copy) {
  const value = (key) => {
    const found = values[joinKey(key, copy)]
    return found === undefined ? "" : found
  }
  const rows = part.fields.filter((field) => field.type === "progress")
  const others = part.fields.filter((field) => field.type !== "progress").map((field) => {
    const isBlank = keysOf(field).every((key) => value(key) === "")
    if (field.type === "period" && !isBlank) return row(field.label, `${withWords(value(`${field.id}.from`))} – ${withWords(value(`${field.id}.to`))}`)
    if (field.type === "date") return row(field.label, withWords(value(field.id)))
    const sign = field.type === "signature" ? `<div class="sign"></div>` : ""
    return row(field.label, cell(valueWords({ field }, value(field.id))) + sign)
  })
  const states = part.steps.map((step) => row(`${step.title} – ${_("Status")}`, cell(valueWords({ step }, value(`step:${step.id}`)))))
  const heads = ["", _("Gjennomført"), _("Gjenstår")].map((head) => (head ? `<th scope="col">${asText(head)}</th>` : "<td></td>"))
  const table = rows.map((field) =>
    `<tr><th scope="row">${asText(field.label)}</th><td>${cell(value(`${field.id}.done`))}</td><td>${cell(value(`${field.id}.remaining`))}</td></tr>\n`)
  return [
    others.length + states.length ? `<dl>\n${others.join("")}${states.join("")}</dl>\n` : "",
    rows.length ? `<table>\n<thead><tr>${heads.join("")}</tr></thead>\n<tbody>\n${table.join("")}</tbody></table>\n` : "",
  ].join("")
}

/** Return one part of the form as HTML. */
function partHtml(part, values) {
  const count = copiesIn(part, values)
  const copies = Array.from({ length: count }, (_empty, place) => place + 1)
  const inside = copies.map((copy) => (count > 1 ? `<h3>${asText(part.repeats)} ${copy}</h3>\n` : "") + fieldsHtml(part, values, copy))
  return `<section>\n<h2>${asText(part.title)}</h2>\n${inside.join("")}</section>\n`
}

/** Return the changes since the revision before, as HTML; nothing if there is none. */
function changesHtml(data) {
  if (!data.previous) return ""
  const rows = changesBetween(definition, data.previous.values, data.values)
  const shown = rows.map(({ label, before, after }) =>
    `<tr><th scope="row">${asText(label)}</th><td>${cell(before)}</td><td>${cell(after)}</td></tr>\n`)
  const heads = `<tr><td></td><th scope="col">${asText(_("Før"))}</th><th scope="col">${asText(_("Nå"))}</th></tr>`
  return `<section>\n<h2>${asText(_("Endret siden forrige revisjon"))}</h2>\n${
    rows.length ? `<table>\n<thead>${heads}</thead>\n<tbody>\n${shown.join("")}</tbody></table>` : `<p>${asText(_("Ingenting er endret."))}</p>`
  }\n</section>\n`
}

/** Return saved data as a page. */
function asHtml(data) {
  const unknown = [...unknownIn(definition, data.values), ...Object.entries(data).filter(([key]) => !KNOWN.includes(key))]
  const words = (value) => (typeof value === "string" ? value : JSON.stringify(value))
  const day = dateWords(savedDay(data.saved), definition.language)
  const saved = _("Revisjon %(number)s, lagret %(day)s.", { number: data.revision, day })
  const advice = _("Åpne filen på siden der den ble laget når du vil endre den.")
  return `<!DOCTYPE html>
<html lang="${definition.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'">
<title>${asText(definition.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${asText(definition.title)}</h1>
<p class="about">${asText(saved)} ${asText(advice)}</p>
${definition.parts.map((part) => partHtml(part, data.values)).join("")}${
  unknown.length ? `<section>\n<h2>${asText(_("I filen, men ikke i skjemaet"))}</h2>\n<dl>\n${unknown.map(([key, value]) => row(key, cell(words(value)))).join("")}</dl>\n</section>\n` : ""
}${changesHtml(data)}</main>
<script type="application/json" id="${DATA_ID}">
${asJsonInPage(data)}</script>
</body>
</html>
`
}

/** Return the day of a moment on the reader's clock. */
function savedDay(moment) {
  const time = new Date(moment)
  return { year: time.getFullYear(), month: time.getMonth() + 1, day: time.getDate() }
}
