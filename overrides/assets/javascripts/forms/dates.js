// Dates as people write them. A date is { year, month, day }; month and day, counted from 1, are
// missing where only a month or a year is written.

const MONTHS = ["jan", "feb", "mar", "apr", "ma[iy]", "jun", "jul", "aug", "sep", "o[kc]t", "nov", "de[sc]"]
const MONTH = `(?:${MONTHS.join("|")})\\p{L}*`
const NOW = /(?<!\p{L})(?:nå|no|now|i dag|today|d\.?d\.?)(?![\p{L}\d])/u.source
const DATE = new RegExp(
  [
    "(?<!\\d)(?<iso>\\d{4})-(?<isoMonth>\\d{1,2})-(?<isoDay>\\d{1,2})(?!\\d)",
    "(?<!\\d)(?<day>\\d{1,2})\\s?[./]\\s?(?<month>\\d{1,2})\\s?[./]\\s?(?<year>\\d{4}|\\d{2})(?!\\d)",
    `(?:(?<![\\d.])(?<wordDay>\\d{1,2})\\.?\\s*)?(?<!\\p{L})(?<word>${MONTH})\\.?\\s*'?(?<wordYear>\\d{4}|\\d{2})(?!\\d)`,
    "(?<![\\d.])(?<onlyMonth>\\d{1,2})\\s?[./]\\s?(?<monthYear>\\d{4})(?!\\d)",
    "(?<![\\d.])(?<onlyYear>(?:19|20)\\d{2})(?![\\d.])",
    `(?<now>${NOW})`,
  ].join("|"),
  "giu",
)

const fullYear = (text) => (text.length === 4 ? +text : +text + (+text < 70 ? 2000 : 1900))
const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate()
const atNoon = (year, month, day) => new Date(Date.UTC(year, month - 1, day, 12))

/** Return today's date on the reader's clock. */
function today() {
  const now = new Date()
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() }
}

/** Return the date of a match of DATE, or null if there is no such day. */
function dateOf({ iso, isoMonth, isoDay, day, month, year, word, wordDay, wordYear, onlyMonth, monthYear, onlyYear, now }) {
  if (now) return today()
  if (onlyYear) return { year: +onlyYear }
  const number = MONTHS.findIndex((name) => new RegExp(`^${name}`, "iu").test(word ?? "")) + 1
  const found = {
    year: iso ? +iso : fullYear(year ?? wordYear ?? monthYear),
    month: word ? number : +(isoMonth ?? month ?? onlyMonth),
    day: +(isoDay ?? day ?? wordDay ?? 0),
  }
  if (found.month < 1 || found.month > 12) return null
  if (!(isoDay ?? day ?? wordDay)) return { year: found.year, month: found.month }
  return found.day >= 1 && found.day <= daysIn(found.year, found.month) ? found : null
}

/** Return the dates in a text as [{ date, start, end }]; `date` is null for a day that does not exist. */
const datesIn = (text) =>
  [...text.matchAll(DATE)].map((match) => ({
    date: dateOf(match.groups),
    start: match.index,
    end: match.index + match[0].length,
  }))

/** Return the date that a whole text is, or null. */
function readDate(text) {
  const written = text.trim()
  const [found, ...more] = datesIn(written)
  return found && !more.length && found.start === 0 && found.end === written.length ? found.date : null
}

/** Return the first day of a date. */
const firstDay = ({ year, month = 1, day = 1 }) => ({ year, month, day })

/** Return the last day of a date. */
const lastDay = ({ year, month = 12, day = daysIn(year, month) }) => ({ year, month, day })

/** Return a date in words, such as «1. mars 2026» or «mars 2026». */
function dateWords({ year, month, day }, language) {
  const form = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }), timeZone: "UTC" }
  return new Intl.DateTimeFormat([language, "nb"], form).format(atNoon(year, month ?? 1, day ?? 1))
}

/** Return a number of days that orders dates. */
const dayNumber = (date) => Math.round(atNoon(date.year, date.month, date.day) / 86_400_000)

/** Return the months from one day to another, both included; days are parts of their month. */
function monthsBetween(from, to) {
  const after = new Date(atNoon(to.year, to.month, to.day).getTime() + 86_400_000)
  const end = { year: after.getUTCFullYear(), month: after.getUTCMonth() + 1, day: after.getUTCDate() }
  const months = (end.year - from.year) * 12 + end.month - from.month
  if (end.day >= from.day) return months + (end.day - from.day) / daysIn(end.year, end.month)
  const before = end.month === 1 ? daysIn(end.year - 1, 12) : daysIn(end.year, end.month - 1)
  return months - 1 + (before - from.day + end.day) / before
}
