// The search engine: from an index to the best records for a query. It knows nothing of the page.
// generator/site/export/search_index.py explains the fields of the index and of its records.

const KIND_WEIGHTS = { question: 1.2, task: 1.1, term: 0.8, link: 0.65, page: 0.5 }
const MOST_HITS = 50
const LEAST = 0.06 // of the best score; records with less are no hits
const LOOKED_AT = 30 // the hits whose titles and texts are compared with the query once more

/**
 * Return the words of an index and where they are. `vocabulary` is Map(word -> { word, stem,
 * written, places }), with places as Map(record -> Map(field -> count)); `stems` is Map(stem ->
 * records); `synonyms` are groups of phrases, each a list of words.
 */
function buildIndex(data) {
  const vocabulary = new Map()
  const stems = new Map()
  const add = (record, text, field) => {
    const words = wordsOf(text)
    for (const { word, start, end } of words) {
      let entry = vocabulary.get(word)
      if (!entry) {
        entry = { word, stem: stem(word), written: text.slice(start, end), size: 0, places: new Map() }
        vocabulary.set(word, entry)
      }
      let counts = entry.places.get(record)
      if (!counts) {
        counts = new Map()
        entry.places.set(record, counts)
        entry.size = entry.places.size
        if (!stems.has(entry.stem)) stems.set(entry.stem, new Set())
        stems.get(entry.stem).add(record)
      }
      counts.set(field, (counts.get(field) ?? 0) + 1)
    }
    return words.length
  }
  const { records } = data
  const lengths = records.map((record, place) => {
    add(place, record.t, "title")
    for (const title of Object.values(record.v ?? {})) add(place, title, "title")
    for (const words of record.w ?? []) add(place, words, "words")
    for (const section of record.l ?? []) add(place, `§ ${section}`, "words")
    if (record.e !== undefined) add(place, data.topics[record.e][1], "topic")
    return add(place, record.x ?? "", "text")
  })
  return { lengths: relative(lengths), ...remembered(), data, vocabulary, stems, ...sameWordsIn(data), records, count: records.length }
}

/** Return lengths as shares of the mean of those that are not 0. */
function relative(lengths) {
  const some = lengths.filter(Boolean)
  const mean = total(some) / some.length
  return lengths.map((length) => length / mean)
}

/** Return what an index remembers of earlier queries: how rare words are, and what synonyms match. */
const remembered = () => ({ rarities: new Map(), matched: new Map() })

/**
 * Return `synonyms`, groups of phrases of equal meaning, each phrase a list of words; and `english`, for
 * each term that has English names what it is `called` here, and the names as `phrases`.
 */
const sameWordsIn = (data) => ({
  synonyms: (data.synonyms ?? []).map((group) => group.map((phrase) => phraseOf(longWordsOf(phrase)))),
  english: (data.english ?? []).map(([called, ...names]) => ({
    called,
    meant: phraseOf(longWordsOf(called)),
    phrases: names.map((phrase) => ({ phrase, ...phraseOf(wordsOf(phrase)) })),
  })),
})

/** Return the words of a phrase with their stems. */
function phraseOf(found) {
  const words = found.map(({ word }) => word)
  return { words, stems: words.map(stem) }
}

/**
 * Find records. `options` are `role`, the reader's, whose records come first, and `onlyRole` and
 * `topic`, which leave others out; with `all`, every hit of an index of parts has its texts. Returns
 * the hits, best first, as `sure` whether one has most of what the query says, as `corrected` the query
 * without slips or null, as `marks` the words found, as `missing` the words, as typed, that no record
 * has, and as `english` what an English query says, or null. A hit is `mine` if it is for the role, or
 * for all.
 */
function find(index, written, options) {
  const query = written.normalize("NFC") // a Mac can type «å» as two characters
  const read = readQuery(index, query)
  const { words, corrections, english } = read
  if (!words.length) return { hits: [], sure: false, corrected: null, marks: new Set(), missing: [], english }
  if (index.part) return findInParts(index, query, read, options)
  const meant = meantOf(words, english?.small)
  const { scores, marks, isSure } = scoresOfRecords(index, words, meant)
  const hits = bestHits(index, hitsOf(index, scores, options), words, meant)
  const missing = missingWords(index, meant)
  const sure = hits.some(({ number }) => isSure(number))
  return { hits, sure, corrected: correctedQuery(query, corrections), marks, missing, english }
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

/**
 * Return the score of each record that has any of the words that are meant, the words found, and
 * `isSure`: whether a record has more than half of what the words mean.
 */
function scoresOfRecords(index, words, meant) {
  const { lists, marks } = scoreWords(index, words, meant)
  const rare = words.map(({ word }) => rarity(index, word))
  const records = new Set(meant.flatMap((one) => [...lists[words.indexOf(one)].keys()]))
  const isAnswer = answers(words, meant, lists)
  const scores = new Map()
  for (const record of records) if (isAnswer(record)) scores.set(record, totalScore(record, lists, rare))
  const isSure = (record) => {
    const said = meant.map((word) => {
      const place = words.indexOf(word)
      return lists[place].has(record) ? rare[place] * word.share : 0
    })
    return total(said) > total(meant.map((word) => rare[words.indexOf(word)])) / 2
  }
  return { scores, marks, isSure }
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

const total = (numbers) => numbers.reduce((a, b) => a + b, 0)

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
  return (sum * met) / total(rare)
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

/**
 * Return by how much a record is better, because the query's words are near each other, or are almost
 * those of one of its titles or search words.
 */
const closeness = (index, record, words, meant) =>
  1 + 0.4 * nearness(record, meant) + 0.8 * saidShare(index, record, words)

/** Return the best hits, those of the reader's role first. */
function bestHits(index, hits, words, meant) {
  hits.sort((a, b) => b.score - a.score)
  const least = LEAST * hits[0]?.score
  for (const hit of hits.slice(0, LOOKED_AT)) hit.score *= closeness(index, hit.record, words, meant)
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
