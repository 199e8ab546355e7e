// The periods of service as a drawing, with the same in words as its name.

const SVG = "http://www.w3.org/2000/svg"
const LANE = 44
const AXIS = 26

function shape(tag, attributes, text = "") {
  const made = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.textContent = text
  return made
}

/** Draw the rows that have periods: a lane each, and a line for each new year. */
function drawTimeline(rows) {
  const box = sheet.querySelector("[data-timeline]")
  if (!box) return
  const lanes = rows
    .map(({ field, done }) => ({ field, periods: done.parts.filter((part) => part.from) }))
    .filter(({ periods }) => periods.length)
  if (!lanes.length) return box.replaceChildren()
  const days = lanes.flatMap(({ periods }) => periods.flatMap(({ from, to }) => [from, to]))
  const first = Math.min(...days.map((day) => day.year))
  const last = Math.max(...days.map((day) => day.year))
  const start = dayNumber({ year: first, month: 1, day: 1 })
  const length = dayNumber({ year: last + 1, month: 1, day: 1 }) - start
  const width = Math.max(260, Math.min(box.clientWidth || 640, 800))
  const place = (number) => ((number - start) / length) * width
  const height = lanes.length * LANE + AXIS
  const words = lanes.map(({ field, periods }) => `${field.label}: ${periods.map(partWords).join("; ")}`).join(". ")
  const drawing = shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" })
  drawing.classList.add("timeline")
  drawing.setAttribute("aria-label", _("Tidslinje. %(words)s.", { words }))
  const step = Math.ceil((last - first + 1) / (width / 48))
  for (let year = first; year <= last; year += step) {
    const x = place(dayNumber({ year, month: 1, day: 1 }))
    const line = shape("line", { x1: x, x2: x, y1: 0, y2: height - AXIS })
    line.classList.add("timeline__year")
    drawing.append(line)
    drawing.append(shape("text", { x: x + 3, y: height - 8 }, String(year)))
  }
  lanes.forEach(({ field, periods }, lane) => {
    drawing.append(shape("text", { x: 3, y: lane * LANE + 16 }, field.label))
    for (const { from, to, percent } of periods) {
      const x = place(dayNumber(from))
      const end = place(dayNumber(to) + 1)
      const tall = Math.max(4, (16 * percent) / 100)
      const box = { x, y: lane * LANE + 38 - tall, width: Math.max(2, end - x), height: tall }
      const period = shape("rect", box)
      period.classList.add("timeline__bar")
      drawing.append(period)
    }
  })
  box.replaceChildren(drawing)
}
