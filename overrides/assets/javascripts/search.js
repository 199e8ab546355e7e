// The search: an index in, the best records out. Knows nothing of the page.
//
// Words are compared in a folded form («læringsmål» and «laringsmal» are one), without their
// endings, as the start or the end of compounds, from nynorsk, and with one slip in longer words.

;(globalThis.rollehub ??= {}).search = (() => {
  const WORD = /§|\p{L}[\p{L}\p{N}]*|\p{N}+(?:[-–/]\p{N}+)*/gu
  const STOP = new Set(
    `alle at av bare ble bli blir burde bør da de dem den der deres det dette din dine ditt du eller
    en er et fikk finne finnes for fra får fått gi gir gjelder gjør gjøre gå går ha han har hos hun
    hva hvem hver hvilke hvilken hvilket hvis hvor hvordan i ikke inn jeg kan kommer kunne man med
    meg min mine mitt må noe noen nå når og også om opp oss på seg selv si sier sin sine sitt skal
    skje skjer skulle slik som så sånn til trenger ut var ved vi vil ville være vært vår våre vårt å
    dei eg ei ein eit frå ikkje kor korleis kva kvar kven kvifor me vera vere`.split(/\s+/).map(fold),
  )
  // The longest that leaves two letters goes; then what is left of an ending, as in «journalist(er)»
  // and «arena(er)», which is folded to «arenar»; then a double letter.
  const ENDING =
    /(?<=..)(?:(?:ering|het)(?:s|a|ar|ane|ens?|er|enes?)?|erer|eres|ernes?|erens?|erets?|ere|ert|erte|enes?|ens?|ende|ets?|ers?|es|te|um|a|e|t)$/
  // What is spelled otherwise in nynorsk, folded: endings first, then the parts of words.
  const NYNORSK = [
    [/arane$/, "erne"], [/arar$/, "ere"], [/ar$/, "er"], [/ane$/, "ene"],
    [/rettleiing/, "veiledning"], [/rettlei/, "veiled"], [/leier/, "leder"], [/leiing/, "ledelse"],
    [/verksemd/, "virksomhet"], [/tilskot/, "tilskudd"], [/tenest/, "tjenest"], [/sjuk/, "syk"],
    [/heim/, "hjem"], [/heit/, "het"], [/hald/, "hold"], [/manad/, "maned"], [/sokj/, "sok"],
    [/skilnad/, "forskjell"], [/gamal/, "gammel"],
  ]
  const WEIGHTS = { title: 5, words: 4, topic: 1, text: 1.4 }
  const KINDS = { question: 1.2, term: 0.9, link: 0.8, page: 0.7 }
  const EXCERPT = 170
  const LOOKED_AT = 60 // the hits whose titles and texts are looked at once more

  /** Return a text in small letters, with «æ» and «å» as «a» and «ø» as «o». */
  function plain(text) {
    return text
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replaceAll("æ", "a")
      .replaceAll("ø", "o")
      .replace("–", "-")
  }

  /** Return the form in which words are compared: plain, and the same when typed «ae», «aa» and «oe». */
  function fold(text) {
    return plain(text).replace(/ae|aa/g, "a").replaceAll("oe", "o")
  }

  /** Return a folded word without its ending. */
  function stem(word) {
    if (word.length < 4 || /\d/.test(word)) return word
    const short = word.replace(ENDING, "")
    return short.replace(/(?<=...)(?:ar|[aet])+$/, "").replace(/(.)\1$/, "$1")
  }

  /** Return a folded word of nynorsk, as near to bokmål as its spelling comes. */
  const bokmal = (word) => NYNORSK.reduce((told, [from, to]) => told.replace(from, to), word)

  /**
   * Return a text's words: `word` folded, and where it stands. «§ 26», «par. 26» and «paragraf 26»
   * are one word; a number also makes one with the word before it, as in «trinn 1» and «B 2», and so
   * do the parts of an address, as in «alis.no».
   */
  function wordsOf(text) {
    const found = []
    let before = null
    for (const { 0: written, index } of text.matchAll(WORD)) {
      const end = index + written.length
      const word = fold(written)
      const close = before && /^[\s.-]?\s?$/.test(text.slice(before.end, index))
      if (/^\p{N}/u.test(word) && close) {
        const isSection = /^(?:§|par|paragraf(?:en|ene)?)$/.test(before.word)
        if (isSection) found.pop()
        const joined = (isSection ? "§" : before.word) + word
        if (isSection || before.word.length <= 3) {
          found.push({ word: joined, start: before.start, end })
        }
        if (isSection) {
          before = null
          continue
        }
      } else if (before && text.slice(before.end, index) === ".") {
        found.push({ word: `${before.word}.${word}`, start: before.start, end })
      }
      before = { word, start: index, end }
      found.push(before)
    }
    return found.filter(({ word }) => word !== "§")
  }

  /** Whether one letter added, left out, exchanged or swapped with its neighbour makes a into b. */
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

  /** Return how many letters must be added, left out or exchanged to make a into b. */
  function distance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i)
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i]
      for (let j = 1; j <= b.length; j += 1) {
        const exchanged = row[j - 1] + (a[i - 1] !== b[j - 1])
        next.push(Math.min(exchanged, row[j] + 1, next[j - 1] + 1))
      }
      row = next
    }
    return row[b.length]
  }

  /** Make an index ready to be searched. */
  function open(data) {
    const vocabulary = new Map() // word -> {word, stem, written, places: Map(record -> weight)}
    const stems = new Map() // stem -> the records that have it

    const add = (record, text, weight) => {
      for (const { word, start, end } of wordsOf(text)) {
        let entry = vocabulary.get(word)
        if (!entry) {
          entry = { word, stem: stem(word), written: text.slice(start, end), places: new Map() }
          vocabulary.set(word, entry)
        }
        const weights = entry.places.get(record) ?? new Map()
        entry.places.set(record, weights)
        weights.set(weight, (weights.get(weight) ?? 0) + 1)
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
    const synonyms = (data.synonyms ?? []).map((group) =>
      group.map((phrase) => wordsOf(phrase).filter(({ word }) => !STOP.has(word)).map(({ word }) => word)),
    )

    /** How rare a word is: from 0 (everywhere) up. */
    const rarity = (word) => {
      const records = stems.get(stem(word))?.size ?? 0.5
      const rare = Math.log(1 + data.records.length / (records + 1))
      return STOP.has(word) ? rare * 0.1 : rare
    }

    /** How well a word of the index answers a word of the query, from 0 to 1. */
    const likeness = (entry, word, root, isLast) => {
      if (entry.word === word) return 1
      if (entry.stem === root) return 0.92
      if (word.length >= (isLast ? 2 : 4) && entry.word.startsWith(word)) return isLast ? 0.75 : 0.6
      if (root.length >= 4 && entry.stem.startsWith(root)) return 0.55
      if (root.length >= 3 && entry.stem.length - root.length >= 3) {
        if (entry.stem.endsWith(root)) return root.length > 3 ? 0.6 : 0.4
        if (root.length >= 5 && entry.word.includes(root)) return 0.4
      }
      return 0
    }

    /** Return the index's words for a word of the query: Map(entry -> likeness). */
    const matches = (word, isLast) => {
      const root = stem(word)
      const found = new Map()
      for (const entry of vocabulary.values()) {
        const how = likeness(entry, word, root, isLast)
        if (how) found.set(entry, how)
      }
      return found
    }

    /** Return the index's words that are one slip from a word, else by their stems, else by their starts. */
    const slips = (word) => {
      const root = stem(word)
      const long = [...vocabulary.values()].filter(
        (entry) => entry.word.length >= 5 && Math.max(entry.word.length, word.length) >= 6,
      )
      const whole = long.filter((entry) => isOneSlip(entry.word, word))
      if (whole.length) return whole
      const stemmed = long.filter((entry) => entry.stem.length >= 5 && isOneSlip(entry.stem, root))
      if (stemmed.length || word.length < 6) return stemmed
      return long.filter((entry) => isOneSlip(entry.word.slice(0, word.length), word))
    }

    /** Return the two words of the index that a compound is made of. */
    const parts = (word) => {
      for (let cut = word.length - 3; cut >= 3; cut -= 1) {
        const last = stem(word.slice(cut))
        if (!stems.has(last)) continue
        for (const first of [word.slice(0, cut), word.slice(0, cut).replace(/[se]$/, "")]) {
          if (!STOP.has(stem(first)) && stems.has(stem(first))) return [first, word.slice(cut)]
        }
      }
      return null
    }

    /** Score the records by one word: Map(record -> points). */
    const scores = (found, rare) => {
      const points = new Map()
      for (const [entry, how] of found) {
        for (const [record, weights] of entry.places) {
          let sum = 0
          for (const [field, count] of weights) sum += WEIGHTS[field] * (1 + 0.25 * Math.log(count))
          const best = how * sum * rare
          if (best > (points.get(record) ?? 0)) points.set(record, best)
        }
      }
      return points
    }

    const understood = (word, found) => ({
      word,
      found,
      known: new Set([...found].filter(([, how]) => how > 0.5).map(([entry]) => entry.word)),
    })

    /** Return the query's words with their matches: nynorsk is read, a slip mended, a compound parted. */
    const read = (query) => {
      const written = wordsOf(query)
      const slipsMended = []
      const words = written.flatMap(({ word, start, end }, place) => {
        const isLast = place === written.length - 1 && end === query.length
        const spellings = [word, bokmal(word)]
        for (const spelling of spellings) {
          const found = matches(spelling, isLast)
          if (Math.max(0, ...found.values()) >= 0.5) return [understood(spelling, found)]
        }
        const found = matches(word, isLast)
        const typed = query.slice(start, end)
        // Where letters changed places, «oe» need not be «ø».
        const mended = [word, plain(typed)].map(slips).find((entries) => entries.length)
        if (mended) {
          slipsMended.push([typed, mended[0].written.toLowerCase()])
          // Of one that is like several of them, the likest counts.
          const all = mended.flatMap((entry) => [...matches(entry.word, false)])
          return [understood(mended[0].word, new Map(all.sort((a, b) => a[1] - b[1])))]
        }
        const compound = found.size ? null : (parts(word) ?? parts(bokmal(word)))
        if (compound) return compound.map((part) => understood(part, matches(part, false)))
        return [understood(word, found)]
      })
      return { words, slipsMended }
    }

    /** Return where a phrase stands among words, or -1. */
    const placeOf = (phrase, words) => {
      const wanted = phrase.map(stem)
      const told = words.map(({ word }) => stem(word))
      for (let place = 0; place + wanted.length <= told.length; place += 1) {
        if (wanted.every((one, offset) => told[place + offset] === one)) return place
      }
      return -1
    }

    /** Return how many of the query's words stand close after the one before them in a record. */
    const nearness = (record, words) => {
      if (words.length < 2) return 0
      const fields = [record.t, ...(record.w ?? []), record.x ?? ""].map((text) => wordsOf(text))
      let near = 0
      for (let place = 1; place < words.length; place += 1) {
        const [first, next] = [words[place - 1].known, words[place].known]
        const isNear = (told) =>
          told.some(
            ({ word }, i) =>
              first.has(word) && told.slice(Math.max(0, i - 3), i + 4).some((other) => next.has(other.word)),
          )
        if (fields.some(isNear)) near += 1
      }
      return near / (words.length - 1)
    }

    /** Return how much of a question the query says, 0 if the query says more: «mål» is «Hva er mål?». */
    const fitness = (record, words) => {
      if (record.k !== "question") return 0
      const title = wordsOf(record.t).filter(({ word }) => !STOP.has(word))
      const said = title.filter(({ word }) => words.some(({ known }) => known.has(word)))
      const isMore = words.some(({ known }) => !said.some(({ word }) => known.has(word)))
      return isMore ? 0 : said.length / title.length
    }

    /** Return what else the query may be called: `other` words for a `span` of its own. */
    const otherNames = (meant) => {
      const found = []
      for (const group of synonyms) {
        const said = group.find((phrase) => phrase.length && placeOf(phrase, meant) >= 0)
        if (!said) continue
        const from = placeOf(said, meant)
        const span = meant.slice(from, from + said.length)
        for (const other of group) {
          if (other !== said && other.length) found.push({ span, other })
        }
      }
      return found
    }

    /** Return the mean of some scores for the records that all of them have. */
    const together = (lists) => {
      const [first, ...rest] = lists
      const points = new Map()
      for (const [record, sum] of first) {
        if (rest.every((list) => list.has(record))) {
          const all = [sum, ...rest.map((list) => list.get(record))]
          points.set(record, all.reduce((a, b) => a + b) / all.length)
        }
      }
      return points
    }

    /** Score the records by each word, as it stands or by another name; `marks` are the words found. */
    const answers = (words, meant) => {
      const lists = words.map(({ word, found }) => scores(found, rarity(word)))
      const marks = new Set(meant.flatMap(({ found }) => [...found.keys()].map(({ word }) => word)))
      for (const { span, other } of otherNames(meant)) {
        const found = other.map((word) => matches(word, false))
        const points = together(found.map((list, i) => scores(list, rarity(other[i]))))
        for (const one of span) {
          const list = lists[words.indexOf(one)]
          for (const [record, sum] of points) {
            const share = (sum * 0.7) / Math.sqrt(span.length)
            if (share > (list.get(record) ?? 0)) list.set(record, share)
          }
        }
        if (other.length > 1) continue // one word alone is no sign of the phrase
        for (const [entry, how] of found[0]) if (how > 0.9) marks.add(entry.word)
      }
      return { lists, marks }
    }

    /**
     * Find records. `role` is the reader's, whose records come first; `onlyRole` and `topic` leave
     * others out. Gives the hits, best first, the query as it was understood where that differs, and
     * the words that were found.
     */
    function find(query, { role = null, onlyRole = false, topic = null, most = 50 } = {}) {
      const { words, slipsMended } = read(query)
      if (!words.length) return { hits: [], mended: null, marks: new Set() }
      const long = words.filter(({ word }) => !STOP.has(word))
      const meant = long.length ? long : words
      const { lists, marks } = answers(words, meant)
      const rare = words.map(({ word }) => rarity(word))
      const all = rare.reduce((a, b) => a + b)
      const place = data.roles.findIndex(([id]) => id === role)
      const wanted = topic === null ? -1 : data.topics.findIndex(([id]) => id === topic)
      const found = []
      // What has the small words alone is no answer.
      const candidates = meant.flatMap((one) => [...lists[words.indexOf(one)].keys()])
      for (const record of new Set(candidates)) {
        const one = data.records[record]
        const mine = place < 0 || !one.r || one.r.includes(place)
        if ((onlyRole && !mine) || (wanted >= 0 && one.e !== wanted)) continue
        let sum = 0
        let met = 0
        lists.forEach((points, i) => {
          const part = points.get(record)
          if (!part) return
          sum += part
          met += rare[i]
        })
        const share = met / all
        found.push({ record: one, mine, score: sum * share * share * KINDS[one.k] })
      }
      found.sort((a, b) => b.score - a.score)
      const least = 0.12 * found[0]?.score
      for (const one of found.slice(0, LOOKED_AT)) {
        one.score *= 1 + 0.15 * nearness(one.record, meant) + 0.2 * fitness(one.record, meant)
      }
      const hits = found
        .filter(({ score }) => score > least)
        .sort((a, b) => b.mine - a.mine || b.score - a.score)
        .slice(0, most)
      let mended = query
      for (const [wrong, right] of slipsMended) mended = mended.replace(wrong, right)
      return {
        hits: hits.map(({ record, mine, score }) => ({
          kind: record.k,
          id: record.id,
          record,
          mine,
          score,
          title: (place >= 0 && mine && record.v?.[place]) || record.t,
        })),
        mended: slipsMended.length ? mended : null,
        marks,
      }
    }

    /** Return the query with its unknown words put as known ones that look alike, or null. */
    function guess(query) {
      let guessed = query
      for (const { word, start, end } of wordsOf(query)) {
        if (word.length < 4 || matches(word, false).size) continue
        const most = word.length > 7 ? 3 : word.length > 5 ? 2 : 1
        const near = [...vocabulary.values()]
          .filter((entry) => entry.word.length > 3 && Math.abs(entry.word.length - word.length) <= most)
          .map((entry) => ({ entry, away: isOneSlip(entry.word, word) ? 1 : distance(entry.word, word) }))
          .filter(({ entry, away }) => away < 2 || (away <= most && entry.word[0] === word[0]))
          .sort((a, b) => a.away - b.away || b.entry.places.size - a.entry.places.size)
        if (near.length) guessed = guessed.replace(query.slice(start, end), near[0].entry.written.toLowerCase())
      }
      return guessed !== query && find(guessed).hits.length ? guessed : null
    }

    /** Cut a text into [part, is marked]. */
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

    /** Return the piece of a text with most of the words that were found. */
    function excerpt(text, marks) {
      const places = wordsOf(text).filter(({ word }) => marks.has(word))
      let start = 0
      let most = 0
      for (const { start: from } of places) {
        const near = places.filter((one) => one.start >= from && one.end <= from + EXCERPT)
        const different = new Set(near.map(({ word }) => word)).size
        if (different > most) [most, start] = [different, from]
      }
      if (start + EXCERPT > text.length) start = Math.max(0, text.length - EXCERPT)
      if (start < 40) start = 0
      else start = text.lastIndexOf(" ", start - 25) + 1
      let end = start + EXCERPT
      end = end >= text.length ? text.length : text.lastIndexOf(" ", end)
      return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`
    }

    return { data, find, guess, marked, excerpt }
  }

  return { open, fold, stem, wordsOf }
})()
