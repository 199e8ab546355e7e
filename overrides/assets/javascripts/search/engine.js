// The search engine: from an index to the best records for a query. It knows nothing of the page.
// generator/site/export/search_index.py explains the fields of the index and of its records.

const KIND_WEIGHTS = { question: 1.2, task: 1.1, term: 0.8, link: 0.65, page: 0.5 }
const MOST_HITS = 50
const LEAST = 0.12 // of the best score; records with less are no hits
const LOOKED_AT = 60 // the hits whose titles and texts are compared with the query once more

/**
 * Return the words of an index and where they are. `vocabulary` is Map(word -> { word, stem,
 * written, places }), with places as Map(record -> Map(field -> count)); `stems` is Map(stem ->
 * records); `synonyms` are groups of phrases, each a list of words.
 */
function buildIndex(data) {
  const vocabulary = new Map()
  const stems = new Map()
  const add = (record, text, field) => {
    for (const { word, start, end } of wordsOf(text)) {
      let entry = vocabulary.get(word)
      if (!entry) {
        entry = { word, stem: stem(word), written: text.slice(start, end), size: 0, places: new Map() }
        vocabulary.set(word, entry)
      }
      const counts = entry.places.get(record) ?? new Map()
      entry.places.set(record, counts)
      entry.size = entry.places.size
      counts.set(field, (counts.get(field) ?? 0) + 1)
      if (!stems.has(entry.stem)) stems.set(entry.stem, new Set())
      stems.get(entry.stem).add(record)
    }
  }
  data.records.forEach((record, place) => {
    add(place, record.t, "title")
    for (const title of Object.values(record.v ?? {})) add(place, title, "title")
    for (const words of record.w ?? []) add(place, words, "words")
    for (const section of record.l ?? []) add(place, `§ ${section}`, "words")
    if (record.e !== undefined) add(place, data.topics[record.e][1], "topic")
    add(place, record.x ?? "", "text")
  })
  const { records } = data
  return { data, vocabulary, stems, ...sameWordsIn(data), records, count: records.length }
}

/**
 * Return `synonyms`, groups of phrases of equal meaning, each phrase a list of words; and `english`, for
 * each term that has English names what it is `called` here, and the names as `phrases`.
 */
const sameWordsIn = (data) => ({
  synonyms: (data.synonyms ?? []).map((group) => group.map((phrase) => longWordsOf(phrase).map(({ word }) => word))),
  english: (data.english ?? []).map(([called, ...names]) => {
    const phrases = names.map((phrase) => ({ phrase, words: wordsOf(phrase).map(({ word }) => word) }))
    return { called, phrases }
  }),
})

/**
 * Find records. `options` are `role`, the reader's, whose records come first, and `onlyRole` and
 * `topic`, which leave others out; with `all`, every hit of an index of parts has its texts. Returns
 * the hits, best first, as `corrected` the query without slips or null, as `marks` the words found,
 * as `missing` the words, as typed, that no record has, and as `english` what an English query says,
 * or null. A hit is `mine` if it is for the role, or for all.
 */
function find(index, written, options) {
  const query = written.normalize("NFC") // a Mac can type «å» as two characters
  const read = readQuery(index, query)
  const { words, corrections, english } = read
  if (!words.length) return { hits: [], corrected: null, marks: new Set(), missing: [], english }
  if (index.part) return findInParts(index, query, read, options)
  const meant = meantOf(words, english?.small)
  const { scores, marks } = scoresOfRecords(index, words, meant)
  const hits = bestHits(hitsOf(index, scores, options), meant)
  return { hits, corrected: correctedQuery(query, corrections), marks, missing: missingWords(index, meant), english }
}

/** Return the words of a query that no record has, neither as they are nor by a synonym. */
function missingWords(index, words) {
  const replaced = new Set(synonymsOf(index, words).flatMap(({ span }) => span))
  const missing = words.filter((word) => !word.found.size && !replaced.has(word))
  return [...new Set(missing.map(({ typed }) => typed))]
}

/** Return the words of a query without its stop words and its `small` words, unless it has no others. */
function meantOf(words, small = new Set()) {
  const long = words.filter(({ word }) => !STOP_WORDS.has(word) && !small.has(word))
  return long.length ? long : words
}

/** Return the query with its slips corrected, or null if it has none. */
function correctedQuery(query, corrections) {
  if (!corrections.length) return null
  return corrections.reduce((text, [wrong, { written }]) => text.replace(wrong, written.toLowerCase()), query)
}

/** Return the score of each record that has any of the words that are meant, and the words found. */
function scoresOfRecords(index, words, meant) {
  const { lists, marks } = scoreWords(index, words, meant)
  const rare = words.map(({ word }) => rarity(index, word))
  const records = new Set(meant.flatMap((one) => [...lists[words.indexOf(one)].keys()]))
  const isAnswer = answers(words, meant, lists)
  const scores = new Map()
  for (const record of records) if (isAnswer(record)) scores.set(record, totalScore(record, lists, rare))
  return { scores, marks }
}

/**
 * Return whether a record can be an answer. One that has only the stop words, or only letters inside
 * longer words, is none; where half of the words are unknown, it must be about the others, and not only
 * mention them.
 */
function answers(words, meant, lists) {
  const listOf = (word) => lists[words.indexOf(word)]
  const known = meant.filter((word) => word.known.size || (!word.found.size && listOf(word).size))
  if (!known.length) return () => false
  const unknown = meant.filter((word) => !listOf(word).size)
  if (unknown.length * 2 < meant.length) return () => true
  const isAbout = (record, { found, known }) =>
    [...found].some(([entry]) => known.has(entry.word) && ["title", "words"].some((field) => entry.places.get(record)?.has(field)))
  return (record) => known.some((word) => (word.found.size ? isAbout(record, word) : listOf(word).has(record)))
}

/** Return a record's score for all words of a query; the words that it lacks reduce it. */
function totalScore(record, lists, rare) {
  let sum = 0
  let met = 0
  lists.forEach((points, i) => {
    const part = points.get(record)
    if (!part) return
    sum += part
    met += rare[i]
  })
  return (sum * met) / rare.reduce((a, b) => a + b)
}

/** Return a hit for each record that the options allow. `scores` is Map(record -> points). */
function hitsOf({ data, records }, scores, { role, onlyRole, topic } = {}) {
  const roleNumber = data.roles.findIndex(([id]) => id === role)
  const topicNumber = data.topics.findIndex(([id]) => id === topic)
  const hits = []
  for (const [number, points] of scores) {
    const record = records[number]
    const mine = roleNumber < 0 || !record.r || record.r.includes(roleNumber)
    if ((onlyRole && !mine) || (topicNumber >= 0 && record.e !== topicNumber)) continue
    const title = titleOf(record, mine, roleNumber)
    const score = points * KIND_WEIGHTS[record.k]
    hits.push({ kind: record.k, id: record.id, record, number, mine, role: roleNumber, score, title })
  }
  return hits
}

/** Return a record's title as a role reads it. */
const titleOf = (record, mine, roleNumber) => (mine && record.v?.[roleNumber]) || record.t

/** Return by how much a record is better, because the query's words are near each other or its title. */
const closeness = (record, words) => 1 + 0.4 * nearness(record, words) + 0.2 * titleShare(record, words)

/** Return the best hits, those of the reader's role first. */
function bestHits(hits, words) {
  hits.sort((a, b) => b.score - a.score)
  const least = LEAST * hits[0]?.score
  for (const hit of hits.slice(0, LOOKED_AT)) hit.score *= closeness(hit.record, words)
  return hits
    .filter(({ score }) => score > least)
    .sort((a, b) => b.mine - a.mine || b.score - a.score)
    .slice(0, MOST_HITS)
}

/**
 * Return the search of an index. `data` is what `search/index.js` sets; `load` loads a script. The
 * index of a large hub is in parts: then `find` and `guess` return promises.
 */
function openIndex(data, load) {
  const index = data.format === 2 ? openParts(data, load) : buildIndex(data)
  return {
    data,
    find: (query, options) => find(index, query, options),
    guess: (query) => guess(index, query),
    marked,
    excerpt,
  }
}

;(globalThis.rollehub ??= {}).openIndex = openIndex
globalThis.rollehub.wordsOf = wordsOf // for tests
