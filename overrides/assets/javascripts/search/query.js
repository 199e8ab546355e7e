// What a query means: each of its words, with the words of the index that match it.

/** Return how well a word of the index matches a word of the query, from 0 to 1. */
function likeness(entry, word, root, isLast) {
  if (entry.word === word) return 1
  if (entry.stem === root) return 0.92
  if (word.length >= (isLast ? 2 : 4) && entry.word.startsWith(word)) return isLast ? 0.75 : 0.6
  if (root.length >= 4 && entry.stem.startsWith(root)) return 0.55
  return root.length >= 3 && entry.stem.length - root.length >= 3 ? likenessInside(entry, root) : 0
}

/** Return how well a word matches the end or the inside of a longer word, from 0 to 1. */
function likenessInside(entry, root) {
  if (entry.stem.endsWith(root)) return root.length > 3 ? 0.6 : 0.4
  return root.length >= 5 && entry.word.includes(root) ? 0.4 : 0
}

/** Return the index's words that match a word of the query: Map(entry -> likeness). */
function matches(index, word, isLast) {
  const root = stem(word)
  const found = new Map()
  for (const entry of index.vocabulary.values()) {
    const degree = likeness(entry, word, root, isLast)
    if (degree) found.set(entry, degree)
  }
  return found
}

/** Return the two words of the index that a compound is made of, or null. */
function compoundParts(index, word) {
  const { stems, vocabulary } = index
  for (let cut = word.length - 3; cut >= 3; cut -= 1) {
    const last = word.slice(cut)
    if (STOP_WORDS.has(last)) continue
    if (!vocabulary.has(last) && !(stem(last).length > 3 && stems.has(stem(last)))) continue
    for (const first of [word.slice(0, cut), word.slice(0, cut).replace(/[se]$/, "")]) {
      if (!STOP_WORDS.has(first) && !STOP_WORDS.has(stem(first)) && stems.has(stem(first))) return [first, last]
    }
  }
  return null
}

/**
 * Return a word of the query, how it was typed, its matches, as `known` those that match it well, and as
 * `share` how much of it they say.
 */
const understood = (word, typed, found, share = 1) => ({
  word,
  typed,
  found,
  share,
  known: new Set([...found].filter(([, degree]) => degree > 0.5).map(([entry]) => entry.word)),
})

/**
 * Return the query's words with their matches. Another spelling is understood, a slip is
 * corrected, and a compound is split. `corrections` are the slips: [as typed, as corrected];
 * `english` is what it says in English.
 */
function readQuery(index, query) {
  const written = wordsOf(query)
  const corrections = []
  const words = written.flatMap(({ word, start, end }, place) => {
    const isLast = place === written.length - 1 && end === query.length
    return readWord(index, word, query.slice(start, end), isLast, corrections)
  })
  return { words, corrections, english: englishOf(index, written.map(({ word }) => word)) }
}

/**
 * Return what an English query says, or null: `small`, the words that mean little, and `terms`, each
 * [as the index has it in English, what it is called here].
 */
function englishOf(index, written) {
  const small = smallEnglish(written)
  const stems = written.map(stem)
  const terms = index.english.flatMap(({ called, phrases }) => {
    const found = phrases.find((phrase) => placeOf(phrase, stems) >= 0)
    return found ? [[found.phrase, called]] : []
  })
  return small || terms.length ? { small: small ?? new Set(), terms } : null
}

/** Return one word of the query as the words it is understood as; a correction is added to the list. */
function readWord(index, word, typed, isLast, corrections) {
  for (const spelling of [word, respelled(word)]) {
    const found = matches(index, spelling, isLast)
    if (Math.max(0, ...found.values()) >= 0.5) return [understood(spelling, typed, found)]
  }
  // Where letters are swapped, «oe» need not be «ø».
  for (const spelling of [word, plain(typed)]) {
    const slips = slipsOf(index, spelling)
    if (slips.length) return [correctedWord(index, typed, slips, corrections)]
  }
  const found = matches(index, word, isLast)
  if (found.size) return [understood(word, typed, found)]
  const parts = compoundParts(index, word) ?? compoundParts(index, respelled(word))
  if (parts) return parts.map((part) => understood(part, typed, matches(index, part, false)))
  const slips = twoSlipsFrom(index, word)
  if (slips.length) return [correctedWord(index, typed, slips, corrections)]
  const start = knownStart(index, respelled(word))
  return [start ? understood(word, typed, matches(index, start, false), 0.5) : understood(word, typed, found)]
}

/** Return a word that is understood as the words of the index that it is a slip of. */
function correctedWord(index, typed, slips, corrections) {
  corrections.push([typed, slips[0]])
  // A Map keeps the last value of a key: an entry that matches several slips counts with its best.
  const all = slips.flatMap((entry) => [...matches(index, entry.word, false)])
  return understood(slips[0].word, typed, new Map(all.sort((a, b) => a[1] - b[1])))
}

/** Return the longest word of the index with which a compound begins, or null. */
function knownStart(index, word) {
  for (let cut = word.length - 3; cut >= 6; cut -= 1) {
    const start = word.slice(0, cut)
    if (index.vocabulary.has(start) || index.stems.has(start)) return start
  }
  return null
}

/** Return where a phrase is found among the stems of the query's words, or -1. */
function placeOf({ stems: wanted }, stems) {
  for (let place = 0; place + wanted.length <= stems.length; place += 1) {
    if (wanted.every((one, offset) => stems[place + offset] === one)) return place
  }
  return -1
}

/** Return the synonyms of what the query says: each `span` of its words can also be the words `other`. */
function synonymsOf(index, words) {
  const stems = words.map(({ word }) => stem(word))
  const spanOf = (phrase) => {
    const from = phrase.words.length ? placeOf(phrase, stems) : -1
    return from < 0 ? null : words.slice(from, from + phrase.words.length)
  }
  const found = []
  for (const { meant, phrases } of index.english) {
    for (const phrase of phrases) {
      const span = spanOf(phrase)
      if (span) found.push({ span, other: meant.words })
    }
  }
  for (const group of index.synonyms) {
    const said = group.find(spanOf)
    if (!said) continue
    for (const other of group) {
      if (other !== said && other.words.length) found.push({ span: spanOf(said), other: other.words })
    }
  }
  return found
}
