// Words that are spelled almost alike.

/** Whether one letter added, left out, replaced or swapped with its neighbour makes a into b. */
function isOneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  const x = a.slice(from)
  const y = b.slice(from)
  return (
    x.slice(1) === y.slice(1) ||
    x.slice(1) === y ||
    x === y.slice(1) ||
    (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
  )
}

/** Return how many letters must be added, left out, replaced or swapped to make a into b. */
function distance(a, b) {
  let before = null
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = row[j - 1] + (a[i - 1] !== b[j - 1])
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1, isSwap ? before[j - 2] + 1 : Infinity))
    }
    before = row
    row = next
  }
  return row[b.length]
}

/** Return the index's words that are two slips from a long word. */
function twoSlipsFrom(index, word) {
  if (word.length < 9) return []
  const near = ({ word: other }) =>
    other[0] === word[0] && Math.abs(other.length - word.length) < 3 && distance(other, word) === 2
  return [...index.vocabulary.values()].filter(near)
}

/** Return the index's words that are one slip from a word: whole, else their stems, else their starts. */
function slipsOf(index, word) {
  const root = stem(word)
  const long = [...index.vocabulary.values()].filter(
    ({ word: other }) => other.length >= 5 && Math.max(other.length, word.length) >= 6 && other[0] === word[0],
  )
  const whole = long.filter((entry) => isOneSlip(entry.word, word))
  if (whole.length) return whole
  const isLike = (entry) => entry.stem.length >= 5 && isOneSlip(entry.stem, root) && distance(entry.word, word) < 4
  const stemmed = long.filter(isLike)
  if (stemmed.length || word.length < 6) return stemmed
  return long.filter((entry) => isOneSlip(entry.word.slice(0, word.length), word))
}

/** Return the query with its unknown words replaced by known ones that look alike, or null. */
function guess(index, written) {
  const query = written.normalize("NFC")
  let guessed = query
  for (const { word, start, end } of wordsOf(query)) {
    if (word.length < 4 || matches(index, word, false).size) continue
    const most = word.length > 7 ? 3 : word.length > 5 ? 2 : 1
    const near = [...index.vocabulary.values()]
      .filter((entry) => entry.word.length > 3 && Math.abs(entry.word.length - word.length) <= most)
      .map((entry) => ({ entry, away: isOneSlip(entry.word, word) ? 1 : distance(entry.word, word) }))
      .filter(({ entry, away }) => away < 2 || (away <= most && entry.word[0] === word[0]))
      .sort((a, b) => a.away - b.away || b.entry.size - a.entry.size)
    if (near.length) guessed = guessed.replace(query.slice(start, end), near[0].entry.written.toLowerCase())
  }
  if (guessed === query) return null
  const found = find(index, guessed)
  return found.then ? found.then(({ hits }) => (hits.length ? guessed : null)) : found.hits.length ? guessed : null
}
