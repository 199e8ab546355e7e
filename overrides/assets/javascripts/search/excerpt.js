// What a hit shows of a text: the words that were found, and the text around them.

const EXCERPT_LENGTH = 170

/** Split a text into [part, whether it is marked]. */
function marked(text, marks) {
  const parts = []
  let from = 0
  for (const { word, start, end } of wordsOf(text)) {
    if (!marks.has(word) || start < from) continue
    if (start > from) parts.push([text.slice(from, start), false])
    parts.push([text.slice(start, end), true])
    from = end
  }
  if (from < text.length) parts.push([text.slice(from), false])
  return parts
}

/** Return how many stems some words have. */
const different = (words) => new Set(words.map(({ word }) => stem(word))).size

/**
 * Return the piece of a text with most of the words that were found: its beginning, which answers the
 * question, if the title has as many of them.
 */
function excerpt(text, marks, title = "", length = EXCERPT_LENGTH) {
  const places = wordsOf(text).filter(({ word }) => marks.has(word))
  let start = 0
  let most = different(wordsOf(title).filter(({ word }) => marks.has(word)))
  for (const { start: from } of places) {
    const near = different(places.filter((one) => one.start >= from && one.end <= from + length))
    if (near > most) [most, start] = [near, from]
  }
  if (start + length > text.length) start = Math.max(0, text.length - length)
  if (start < 40) start = 0
  else start = text.lastIndexOf(" ", start - 25) + 1
  let end = start + length
  end = end >= text.length ? text.length : text.lastIndexOf(" ", end)
  return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`
}
