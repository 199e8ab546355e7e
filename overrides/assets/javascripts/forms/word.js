// What is written -> a Word document in which each field is a content control, tagged with its key
// (ECMA-376, part 1, 17.5.2).

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
const OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const LONGEST_TAG = 64 // characters, in Word

/** Return a text without what XML can't contain, and with its signs escaped. */
const asXml = (text) => asText(text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ""))

/** Return the lines of a text as one run. */
const wordRun = (text, style = "") =>
  `<w:r>${style && `<w:rPr><w:rStyle w:val="${style}"/></w:rPr>`}${text
    .split(/\r\n?|\n/)
    .map((line) => `<w:t xml:space="preserve">${asXml(line)}</w:t>`)
    .join("<w:br/>")}</w:r>`

const wordParagraph = (text, style) =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}${wordRun(text)}</w:p>`

/** Return a content control with a value: a list of choices, or lines of text. */
function wordControl(field, key, label, value, choices) {
  const items = choices.map((choice) => `<w:listItem w:displayText="${asXml(choice)}" w:value="${asXml(choice)}"/>`)
  const kind = choices.length ? `<w:dropDownList>${items.join("")}</w:dropDownList>` : '<w:text w:multiLine="1"/>'
  const run = value ? wordRun(value) : wordRun(choices.length ? _("Velg") : _("Skriv her"), "PlaceholderText")
  return `<w:sdt><w:sdtPr><w:alias w:val="${asXml(label.slice(0, LONGEST_TAG))}"/><w:tag w:val="${asXml(key.slice(0, LONGEST_TAG))}"/>${
    value ? "" : "<w:showingPlcHdr/>"
  }${kind}</w:sdtPr><w:sdtContent><w:p>${run}</w:p></w:sdtContent></w:sdt>`
}

const wordCell = (inside, width) => `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${inside}</w:tc>`

/** Return a row of a field with what is done and what remains. */
function wordProgress(rows, values) {
  const cells = rows.map(({ key, field, ...row }, place) =>
    wordCell(wordControl(field, key, keyLabel({ key, field, ...row }), valueWords({ field }, values[key]), []), place ? 2600 : 3400))
  return `<w:tr>${wordCell(wordParagraph(rows[0].field.label), 3000)}${cells.join("")}</w:tr>`
}

/** Return the head of the table of such rows. */
const wordTable = (rows) => {
  const heads = ["", _("Gjennomført"), _("Gjenstår")].map((text, place) => wordCell(wordParagraph(text, "Strong"), [3000, 3400, 2600][place]))
  const edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map((edge) => `<w:${edge} w:val="single" w:sz="4"/>`)
  return `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>${edges.join("")}</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3400"/><w:gridCol w:w="2600"/></w:tblGrid><w:tr>${heads.join("")}</w:tr>${rows.join("")}</w:tbl><w:p/>`
}

/** Return the body of a part: a control for each key, and a table for consecutive rows. */
function wordPart(part, values) {
  const keys = allKeys(definition, values).filter((row) => row.part === part)
  const made = [wordParagraph(part.title, "Heading1")]
  let table = []
  const flush = () => {
    if (table.length) made.push(wordTable(table))
    table = []
  }
  keys.forEach((row, place) => {
    const { key, field, step } = row
    if (field?.type === "progress") {
      if (key.includes(".done")) table.push(wordProgress(keys.slice(place, place + 2), values))
      return
    }
    flush()
    const choices = step ? Object.values(stateWords()) : field.type === "yes-no" ? [_("Ja"), _("Nei")] : field.type === "choice" ? field.options : []
    made.push(wordParagraph(keyLabel(row), "Strong"), wordControl(field, key, keyLabel(row), valueWords(row, values[key]), choices))
    if (field?.type === "signature") made.push(wordParagraph(_("Underskrift")), wordParagraph("_".repeat(50)))
  })
  flush()
  return made.join("")
}

const wordStyle = (id, kind, size, isBold, colour = "") =>
  `<w:style w:type="${kind}" w:styleId="${id}"><w:name w:val="${{ Heading1: "heading 1", PlaceholderText: "Placeholder Text" }[id] ?? id}"/>${
    kind === "paragraph" ? `<w:pPr><w:keepNext/><w:spacing w:before="${id === "Strong" ? 120 : 240}" w:after="40"/></w:pPr>` : ""
  }<w:rPr>${isBold ? "<w:b/>" : ""}${colour && `<w:color w:val="${colour}"/>`}<w:sz w:val="${size}"/></w:rPr></w:style>`

/** Return a Word document with the values of a form. */
function wordOf(values) {
  const body = [wordParagraph(definition.title, "Title"), ...definition.parts.map((part) => wordPart(part, values))]
  const styles = [wordStyle("Title", "paragraph", 40, true), wordStyle("Heading1", "paragraph", 28, true), wordStyle("Strong", "paragraph", 22, true), wordStyle("PlaceholderText", "character", 22, false, "666666")]
  const types = [["document", "document.main"], ["styles", "styles"]].map(([name, kind]) => `<Override PartName="/word/${name}.xml" ContentType="${OFFICE}.${kind}+xml"/>`)
  const related = (kind, target) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`
  return zipOf([
    ["[Content_Types].xml", `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join("")}</Types>`],
    ["_rels/.rels", related("officeDocument", "word/document.xml")],
    ["word/_rels/document.xml.rels", related("styles", "styles.xml")],
    ["word/styles.xml", `${XML}<w:styles xmlns:w="${WORD}">${styles.join("")}</w:styles>`],
    ["word/document.xml", `${XML}<w:document xmlns:w="${WORD}"><w:body>${body.join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`],
  ])
}
