// The official PDF of a form: the reader's own copy is filled in here, and a filled one is read.
// The library that does it is loaded when a reader chooses a PDF.

const siteRoot = new URL("../../", document.currentScript.src)

const loadPart = (path) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = new URL(path, siteRoot)
    script.onload = resolve
    script.onerror = reject
    document.head.append(script)
  })

let pdfParts = null
function loadPdf() {
  pdfParts ??= loadPart("assets/vendor/pdf-lib.js")
  pdfParts.catch(() => (pdfParts = null)) // the next file tries again
  return pdfParts
}

/** Return what fills each field of the PDF: { name, field, key, answer }; `answer` checks a box. */
const pdfNames = () =>
  definition.parts.flatMap((part) => part.fields).flatMap((field) =>
    field.fills.map((name, place) => {
      const isAnswer = field.type === "yes-no"
      return { name, field, key: keysOf(field)[isAnswer ? 0 : place], answer: isAnswer ? ["yes", "no"][place] : null }
    }),
  )

/** Return the text for a field of the PDF that several fields here share: each begins with its label. */
function sharedText(rows, values) {
  if (rows.length === 1) return values[rows[0].key] ?? ""
  return rows.filter(({ key }) => values[key]).map(({ key, field }) => `${field.label}: ${values[key]}`).join("\n")
}

/** Return key -> text of what a field of the PDF says that several fields here share. */
function partsOfShared(rows, text) {
  if (rows.length === 1) return { [rows[0].key]: text }
  const found = {}
  let { key } = rows[0]
  for (const line of text.split("\n")) {
    const start = rows.find(({ field }) => line.startsWith(`${field.label}: `))
    if (start) key = start.key
    const rest = start ? line.slice(start.field.label.length + 2) : line
    found[key] = key in found ? `${found[key]}\n${rest}` : rest
  }
  return found
}

/** Return the rows of `pdfNames` by their name in the PDF. */
function byName() {
  const found = new Map()
  for (const row of pdfNames()) found.set(row.name, [...(found.get(row.name) ?? []), row])
  return found
}

/** Open a PDF and return [document, its form]. Throws if it can't be read, or is locked. */
async function openPdf(bytes) {
  await loadPdf()
  const pdf = await PDFLib.PDFDocument.load(bytes)
  return [pdf, pdf.getForm()]
}

const textOf = (field) => (field instanceof PDFLib.PDFTextField ? (field.getText() ?? "").replace(/\r\n?/g, "\n") : "")

/** Fill in a PDF. Returns { bytes, missing, lost }: names that it lacks, and letters it can't show. */
async function fillPdf(bytes, values) {
  const [pdf, form] = await openPdf(bytes)
  const missing = []
  for (const [name, rows] of byName()) {
    const field = form.getFieldMaybe(name)
    if (field instanceof PDFLib.PDFCheckBox) {
      const [{ key, answer }] = rows
      if (values[key] === answer) field.check()
      else field.uncheck()
    } else if (field instanceof PDFLib.PDFTextField) {
      const text = sharedText(rows, values)
      if (text.includes("\n")) field.enableMultiline()
      field.removeMaxLength()
      field.setText(text)
    } else missing.push(name)
  }
  if (missing.length === byName().size) return { bytes: null, missing, lost: "" }
  const lost = await drawTexts(pdf, form)
  return { bytes: await pdf.save({ updateFieldAppearances: false }), missing, lost }
}

/** Draw the texts of a form with a font that has their letters. Returns those that none has. */
async function drawTexts(pdf, form) {
  const letters = new Set(form.getFields().map(textOf).join("").replace(/\s/g, ""))
  const plain = await pdf.embedFont(PDFLib.StandardFonts.Helvetica)
  const known = new Set(plain.getCharacterSet())
  if ([...letters].every((letter) => known.has(letter.codePointAt(0)))) {
    form.updateFieldAppearances(plain)
    return ""
  }
  if (!globalThis.rollehub?.font) {
    await Promise.all(["assets/vendor/fontkit.js", "assets/vendor/dejavu-sans.js"].map(loadPart))
  }
  pdf.registerFontkit(fontkit)
  const data = Uint8Array.from(atob(rollehub.font), (letter) => letter.charCodeAt(0))
  const font = await pdf.embedFont(data)
  form.updateFieldAppearances(font)
  const drawn = new Set(font.getCharacterSet())
  return [...letters].filter((letter) => !drawn.has(letter.codePointAt(0))).join("")
}

/** Return the values in a filled PDF, or null if it has none of the form's fields. */
async function readPdf(bytes) {
  const [, form] = await openPdf(bytes)
  const values = {}
  let count = 0
  for (const [name, rows] of byName()) {
    const field = form.getFieldMaybe(name)
    if (!field) continue
    count += 1
    if (field instanceof PDFLib.PDFCheckBox) {
      if (field.isChecked()) values[rows[0].key] = rows[0].answer
    } else Object.assign(values, partsOfShared(rows, textOf(field)))
  }
  return count ? Object.fromEntries(Object.entries(values).filter(([, text]) => text)) : null
}

/** Let the reader choose a PDF, and fill it in or read it. What is on the page changes only if it is read. */
async function usePdf(file, isToFill) {
  tell(_("Arbeider med PDF-en …"))
  let bytes = null
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
    return await (isToFill ? giveFilled(bytes, file.name) : takeFrom(bytes))
  } catch {
    tell(_("PDF-en kan ikke brukes. Den kan være låst, skadet eller ikke et skjema. Det du har skrevet, er ikke endret."), true)
  }
}

async function giveFilled(bytes, name) {
  const filled = await fillPdf(bytes, readValues())
  if (!filled.bytes) return tell(_("PDF-en har ingen av feltene i dette skjemaet. Velg den offisielle PDF-en."), true)
  download(name.replace(/(\.pdf)?$/i, "-utfylt.pdf"), "application/pdf", filled.bytes)
  const notes = []
  if (filled.missing.length) notes.push(_("Disse feltene mangler i PDF-en: %(names)s.", { names: filled.missing.join(", ") }))
  if (filled.lost) notes.push(_("Disse tegnene kan ikke vises i PDF-en: %(signs)s", { signs: filled.lost }))
  tell([_("PDF-en er fylt ut og lagret som en ny fil."), ...notes].join(" "), notes.length > 0)
}

async function takeFrom(bytes) {
  const values = await readPdf(bytes)
  if (!values) return tell(_("PDF-en har ingen av feltene i dette skjemaet. Velg den offisielle PDF-en."), true)
  if (!mayReplace()) return tell("")
  show({ ...emptyState(), values })
  isUnsaved = true
  stored.soon()
  tell(_("Det som står i PDF-en, er hentet inn."))
}
