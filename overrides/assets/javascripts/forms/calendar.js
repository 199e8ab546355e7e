// One day -> a file for calendars (RFC 5545). Lines have at most 75 octets and end in CRLF.

/** Return a line of a calendar, folded where it is long; no character is split. */
function folded(line) {
  const lines = [""]
  let octets = 0
  for (const character of line) {
    const size = new TextEncoder().encode(character).length
    if (octets + size > 75) {
      lines.push(" ")
      octets = 1
    }
    lines[lines.length - 1] += character
    octets += size
  }
  return lines.join("\r\n")
}

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n")
const compact = ({ year, month, day }) => `${year}${String(month).padStart(2, "0")}${String(day).padStart(2, "0")}`

/** Return a calendar with one event that lasts a day. `made` is the time now, `id` unique. */
function calendarOf(title, about, day, made, id) {
  const next = new Date(atNoon(day.year, day.month, day.day).getTime() + 86_400_000)
  const after = { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() }
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Rollehub//NO",
    "BEGIN:VEVENT",
    `UID:${id}@rollehub`,
    `DTSTAMP:${made.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(after)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(about)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ].map((line) => `${folded(line)}\r\n`).join("")
}

/** Return a random id. */
const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((x) => x.toString(16).padStart(2, "0")).join("")
