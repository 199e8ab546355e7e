// What a reader has written as done -> how much it is, and what remains of what is required.

const DURATION = /(\d+(?:[.,]\d+)?|½)\s*(år|year|mnd|mån|mon|uke|veke|week|dag|day)\p{L}*\.?/giu
const MONTHS_OF = { år: 12, year: 12, mnd: 1, mån: 1, mon: 1, uke: 12 / 52, veke: 12 / 52, week: 12 / 52, dag: 12 / 365, day: 12 / 365 }
const PERCENT = /(\d+(?:[.,]\d+)?)\s*(?:%|pro?sent\p{L}*|percent)/iu
const BETWEEN = /^\s*(?:[–—-]|til|to)?\s*$/iu
const OPEN = /^\s*(?:[–—-])\s*(?!\d)/u

const numberOf = (text) => (text === "½" ? 0.5 : Number(text.replace(",", ".")))
const round = (number) => Math.round(number * 10) / 10

/** Return the parts of a text, which semicolons and line breaks separate. */
const segmentsOf = (text) => text.split(/[;\n]/).map((part) => part.trim()).filter(Boolean)

/**
 * Read one part of what is written about time: a period, or a length. Returns { from, to, months,
 * percent }, without dates for a length, or null if it can't be read for certain.
 */
function readTime(segment) {
  const percent = PERCENT.exec(segment)
  const share = percent ? numberOf(percent[1]) : 100
  if (share <= 0 || share > 100) return null
  const text = percent ? segment.replace(percent[0], " ".repeat(percent[0].length)) : segment
  const dates = datesIn(text)
  if (dates.length) {
    const [first, second] = dates
    const rest = text.slice((second ?? first).end)
    const isOpen = !second && OPEN.test(rest)
    if (dates.some((x) => !x.date) || dates.length > 2 || (!second && !isOpen)) return null
    if (second && !BETWEEN.test(text.slice(first.end, second.start))) return null
    if (/\d/.test(text.slice(0, first.start) + rest)) return null
    const from = firstDay(first.date)
    const to = second ? lastDay(second.date) : today()
    if (dayNumber(to) < dayNumber(from)) return null
    return { from, to, percent: share, months: (monthsBetween(from, to) * share) / 100 }
  }
  const lengths = [...text.matchAll(DURATION)]
  if (!lengths.length || /\d/.test(text.replace(DURATION, ""))) return null
  const months = lengths.reduce((sum, [, number, unit]) => sum + numberOf(number) * MONTHS_OF[unit.toLowerCase()], 0)
  return { percent: share, months: (months * share) / 100 }
}

/** Return the first number of a part of a text as { count }, or null. */
function readCount(segment) {
  const found = /\d+/.exec(segment)
  return found ? { count: Number(found[0]) } : null
}

/**
 * Read what a row says is done. `unit` is "months" or what is counted, and `leastPercent` the
 * smallest position that counts. Returns { amount, parts, tooSmall, unclear }.
 */
function readDone(text, unit, leastPercent = 0) {
  const found = { amount: 0, parts: [], tooSmall: [], unclear: [] }
  for (const segment of segmentsOf(text)) {
    const part = unit === "months" ? readTime(segment) : readCount(segment)
    if (!part) found.unclear.push(segment)
    else if (part.percent < leastPercent) found.tooSmall.push(segment)
    else {
      found.parts.push(part)
      found.amount += part.count ?? part.months
    }
  }
  return found
}

/** Return how much remains of what a rule asks for; a rule of a maximum asks for nothing. */
const remains = (rule, amount) => (rule.bound === "most" ? 0 : Math.max(0, round(rule.amount - amount)))
