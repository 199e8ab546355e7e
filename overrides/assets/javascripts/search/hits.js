// What the hits of the field's list and of the page of results have in common.

const LONGEST_QUERY = 200 // letters; the field takes no more, but an address can have any number
const KIND_NAMES = {
  question: pgettext("one", "Spørsmål"), term: _("Ordliste"), link: _("Lenke"), task: _("Steg for steg"),
  page: _("Side"),
}

/** Return a hit's address: on the page of `role` if the role has it. */
function addressOfHit({ kind, id, record }, role, { roles, parts }, reader) {
  const place = record.r?.indexOf(roles.findIndex(([one]) => one === role)) ?? -1
  const has = place >= 0
  if (kind === "question" && has) return reader.address(`${role}/${parts[record.p?.[place] ?? 0]}#${id}`)
  if (kind === "link" && has) return reader.address(`${role}/lenker/#${id}`)
  return reader.address(record.u)
}

/** Return how many hits there are, and how many of them are for a role; `name` is null without one. */
function countOf(count, own, name) {
  if (!name) return ngettext("%(num)s treff", "%(num)s treff", count)
  const values = { own, role: name }
  return own
    ? ngettext("%(num)s treff, %(own)s for %(role)s", "%(num)s treff, %(own)s for %(role)s", count, values)
    : ngettext("%(num)s treff, ingen for %(role)s", "%(num)s treff, ingen for %(role)s", count, values)
}

/** Return the words of the button that shows all hits. */
const allHits = (count) => ngettext("Vis %(num)s treff", "Vis alle %(num)s treff", count)

/** Return a text with what was found: the count, a corrected spelling, doubt, and words without hits. */
function foundText(count, { corrected, missing, sure }) {
  const all = sure ? count : _("Fant trolig ikke noe svar, bare noe som ligner: %(count)s", { count })
  const found = corrected ? _("Viser treff for «%(corrected)s». %(count)s.", { corrected, count: all }) : all
  if (!missing.length) return found
  const lost = _("Uten treff: %(words)s.", { words: missing.map((word) => `«${word}»`).join(", ") })
  return [found.replace(/\.?$/, "."), lost].join(" ")
}

/** Return what a reader can do when there are no hits: another spelling, and other roles and topics. */
async function waysOn(engine, query, { only, topic }, { respell, widen }) {
  const ways = []
  const guess = await engine.guess(query)
  if (guess) ways.push(plainButton(_("Mente du «%(guess)s»?", { guess }), () => respell(guess)))
  const elsewhere = only || topic ? (await engine.find(query)).hits.length : 0
  if (elsewhere) {
    const text = ngettext(
      "Vis %(num)s treff i alle roller og emner", "Vis %(num)s treff i alle roller og emner", elsewhere,
    )
    ways.push(plainButton(text, widen))
  }
  return ways
}

/** Return a list of ways on. */
const listOf = (ways) => make("ul", {}, ...ways.map((way) => make("li", {}, way)))

/**
 * Return what an English query is told, in English, or nothing: that the site is in another language, and
 * what the words are called here.
 */
function toEnglishReaders(english) {
  if (!english) return []
  const language = new Intl.DisplayNames("en", { type: "language" }).of(document.documentElement.lang)
  const called = english.terms.map(([said, here]) => ` Here “${said}” is “${here}”.`)
  const text = `This site is in ${language}.${called.join("")}`
  return [make("p", { lang: "en", className: "found__english", textContent: text })]
}
