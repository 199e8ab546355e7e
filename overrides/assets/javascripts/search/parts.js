// The index of a large hub: all its words at once, and parts that are loaded when a query needs them.
// generator/site/export/search_parts.py explains the fields.

const MOST_WORD_FILES = 10 // of one query; the words that match best come first
const LENGTH_UNIT = 4 // of `long`, a text of mean length
const FIRST_RECORDS = 16 // hits whose texts are loaded and compared with the query once more

/** Return the index in `data`; `load` loads a script from a path of the site. */
function openParts(data, load) {
  const vocabulary = new Map()
  const stems = new Map()
  const topicWords = data.topics.map(([, title]) => wordsOf(title).map(({ word }) => word))
  let before = ""
  let file = 0
  const lines = data.words ? data.words.split("\n") : []
  lines.forEach((line, number) => {
    const word = before.slice(0, parseInt(line[0], 36)) + line.slice(1)
    while (number >= data.ends[file]) file += 1
    const topics = topicWords.flatMap((words, topic) => (words.includes(word) ? [topic] : []))
    const size = data.n[number] || (topics.length ? 1 : 0)
    const place = number - (file ? data.ends[file - 1] : 0)
    const entry = { word, stem: stem(word), written: word, size, file, place, topics, places: new Map() }
    vocabulary.set(word, entry)
    stems.set(entry.stem, { size: Math.min((stems.get(entry.stem)?.size ?? 0) + size, data.r.length) })
    before = word
  })
  const kinds = data.kinds.flatMap(([kind, count]) => Array(count).fill(kind))
  const roles = data.roles.map((_, number) => number)
  const records = kinds.map((k, number) => {
    const r = data.r[number] ? roles.filter((role) => data.r[number] & (1 << role)) : undefined
    return { k, r, e: data.e[number] ? data.e[number] - 1 : undefined }
  })
  const loading = new Map()
  const part = (name) => {
    if (!loading.has(name)) {
      const loaded = load(`search/${name}.js`).then(() => globalThis.rollehub.parts[name])
      loaded.catch(() => loading.delete(name)) // the next search tries again
      loading.set(name, loaded)
    }
    return loading.get(name)
  }
  const count = records.length
  const lengths = [...data.long].map((digit) => parseInt(digit, 36) / LENGTH_UNIT)
  return { lengths, ...remembered(), data, vocabulary, stems, ...sameWordsIn(data), records, count, part }
}

/** Fill in where some words of the index are, and leave out of `lists` those that are not loaded. */
async function loadPlaces(index, lists) {
  const degrees = new Map()
  for (const list of lists) {
    for (const [entry, degree] of list) degrees.set(entry, Math.max(degree, degrees.get(entry) ?? 0))
  }
  const wanted = [...degrees].sort((a, b) => b[1] - a[1] || b[0].size - a[0].size)
  const files = [...new Set(wanted.map(([{ file }]) => file))].slice(0, MOST_WORD_FILES)
  const parts = new Map(await Promise.all(files.map(async (file) => [file, await index.part(`words/${file}`)])))
  for (const list of lists) {
    for (const entry of [...list.keys()]) {
      if (!parts.has(entry.file)) list.delete(entry)
      else if (!entry.places.size) fillPlaces(index, entry, parts.get(entry.file)[entry.place])
    }
  }
}

/** Fill in an entry's places from its row in a file of words. */
function fillPlaces(index, entry, [written, ...fields]) {
  if (written) entry.written = written
  const add = (record, field, count) => {
    const counts = entry.places.get(record) ?? new Map()
    entry.places.set(record, counts.set(field, count))
  }
  fields.forEach(([gaps, counts], number) => {
    let record = 0
    gaps.forEach((gap, i) => {
      record += gap
      add(record, ["title", "words", "text"][number], counts?.[i] ?? 1)
    })
  })
  if (!entry.topics.length) return
  index.records.forEach(({ e }, record) => entry.topics.includes(e) && add(record, "topic", 1))
}

/** Load the whole records of some hits. */
async function loadRecords(index, hits) {
  const { size } = index.data
  await Promise.all(
    hits.map(async (hit) => {
      const records = await index.part(`records/${Math.floor(hit.number / size)}`)
      const record = records[hit.number % size]
      Object.assign(hit, { record, id: record.id, title: titleOf(record, hit.mine, hit.role) })
    }),
  )
}

/** As `find`, in an index of parts. */
async function findInParts(index, query, { words, corrections, english }, options) {
  const meant = meantOf(words, english?.small)
  const missing = missingWords(index, meant) // before some lists are cut
  const others = synonymsOf(index, meant).flatMap(({ other }) => other.map((word) => new Map(matchesOfSynonym(index, word))))
  await loadPlaces(index, [...words.map(({ found }) => found), ...others])
  const { scores, marks, isSure } = scoresOfRecords(index, words, meant)
  const hits = hitsOf(index, scores, options)
  const least = LEAST * hits.reduce((most, { score }) => Math.max(most, score), 0)
  const isBetter = (a, b) => b.mine - a.mine || b.score - a.score
  const best = hits.filter(({ score }) => score > least).sort(isBetter).slice(0, MOST_HITS)
  const first = best.splice(0, options?.all ? MOST_HITS : FIRST_RECORDS)
  await loadRecords(index, first)
  for (const hit of first) hit.score *= closeness(index, hit.record, words, meant)
  const all = [...first.sort(isBetter), ...best]
  const sure = all.some(({ number }) => isSure(number))
  return { hits: all, sure, corrected: correctedQuery(query, corrections), marks, missing, english }
}
