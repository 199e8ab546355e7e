// The page of results: what its address asks for, which can be shared and gone back to. It stands instead
// of all questions; where there is no sure answer, they follow, and it says whom to ask.

const FIRST_RESULTS = 10

class SearchResults {
  most = FIRST_RESULTS // hits to show
  more = make("button", { type: "button", className: "plain" })
  list = make("div", { className: "results__list" })

  constructor(form, section, engine, reader) {
    Object.assign(this, { form, section, engine, reader })
    this.count = section.querySelector(".results__count")
    this.none = section.querySelector("[data-none]")
    this.ways = make("div", { className: "results__ways" })
    this.none.append(this.ways)
    this.filters = new SearchFilters(engine.data, reader, (name) => `treff_${name}`, () => this.onFilter())
    this.all = make("a", { href: reader.address("sporsmal/"), textContent: _("Se alle spørsmål") })
    section.append(this.list, this.more, make("p", { className: "results__all" }, this.all))
    if (isSmall.matches) section.append(this.filters.element)
    else form.after(this.filters.element)
    this.more.addEventListener("click", () => this.showMore())
  }

  /** Show the results that the page's address asks for; the reader is at them at once. */
  async open() {
    const { engine, form, section, filters } = this
    const values = new URLSearchParams(location.search)
    const known = (name, rows) => (rows.some(([id]) => id === values.get(name)) ? values.get(name) : null)
    this.query = values.get("q").trim().slice(0, LONGEST_QUERY)
    filters.chosen = { only: known("rolle", engine.data.roles), topic: known("emne", engine.data.topics) }
    filters.draw()
    form.querySelector("input").value = this.query
    form.dataset.shown = this.query
    this.nameThePage()
    section.hidden = false
    await this.search()
    if (document.activeElement === document.body && !location.hash) section.focus({ preventScroll: true })
  }

  /** Let the heading and the window's title say what the query is. */
  nameThePage() {
    const heading = document.querySelector("h1")
    const title = _("Søk: %(query)s", { query: this.query })
    document.title = document.title.replace(heading.textContent, () => title)
    heading.textContent = title
    heading.parentElement.querySelector("p").hidden = true
  }

  onFilter() {
    // The choice is part of what is shared, but is no step to go back to.
    history.replaceState(history.state, "", this.reader.results(this.query, this.filters.chosen))
    this.most = FIRST_RESULTS
    this.search()
  }

  async showMore() {
    const next = this.list.querySelectorAll("li").length
    this.most = Infinity
    await this.search()
    this.list.querySelectorAll("li a")[next]?.focus()
  }

  async search() {
    const { engine, filters, most, none, query, reader, section } = this
    const { only, topic } = filters.chosen
    const role = only ?? reader.role()
    const found = await engine.find(query, { role, onlyRole: only !== null, topic, all: most === Infinity })
    const { hits, marks } = found
    const own = hits.filter(({ mine }) => mine).length
    const name = own < hits.length ? reader.inSentence(filters.roleName(role)) : null
    const note = toEnglishReaders(found.english)
    this.list.replaceChildren(...note, ...this.groups(hits.slice(0, most), name, role, marks))
    this.more.hidden = hits.length <= most
    this.more.textContent = allHits(hits.length)
    const isAnswered = hits.length > 0 && found.sure
    this.all.parentElement.hidden = !isAnswered
    none.hidden = isAnswered
    none.querySelector("[data-nothing]").hidden = hits.length > 0 // the count says it with more doubt
    for (let part = section.nextElementSibling; part; part = part.nextElementSibling) part.hidden = isAnswered
    this.count.textContent = hits.length
      ? foundText(countOf(hits.length, own, name), found)
      : _("Ingen treff på «%(query)s».", { query })
    if (!isAnswered) await this.offerWays()
  }

  /** Return the hits as lists: those of the reader's role, and those of other roles. */
  groups(hits, name, role, marks) {
    const list = (some) => make("ol", {}, ...some.map((hit) => this.item(hit, role, marks)))
    if (!name) return [list(hits)]
    const mine = hits.filter((hit) => hit.mine)
    const others = hits.filter((hit) => !hit.mine)
    return [[_("For %(role)s", { role: name }), mine], [_("For andre roller"), others]]
      .filter(([, some]) => some.length)
      .flatMap(([title, some]) => [make("h2", { textContent: title }), list(some)])
  }

  /** Make a hit: its title, its kind and roles, and an excerpt. */
  item(hit, role, marks) {
    const { engine, reader } = this
    const { record } = hit
    const about = [KIND_NAMES[hit.kind], ...this.rolesOf(record)].join(" · ")
    const link = make("a", { href: addressOfHit(hit, role, engine.data, reader) }, ...markedNodes(engine.marked(hit.title, marks)))
    const item = make("li", {}, link, make("span", { className: "about", textContent: about }))
    if (!record.x) return item
    const text = engine.excerpt(record.x, marks, hit.title)
    item.append(make("p", {}, ...markedNodes(engine.marked(text, marks))))
    return item
  }

  /** Return the names of the roles that a record is for; one for all roles has no list of them. */
  rolesOf({ r }) {
    const { roles } = this.engine.data
    if (!r) return []
    return r.length === roles.length ? [_("Alle roller")] : r.map((role) => roles[role][1])
  }

  /** Offer another spelling, other roles and topics, and a suggestion. */
  async offerWays() {
    const { engine, filters, query, reader } = this
    const ways = await waysOn(engine, query, filters.chosen, {
      respell: (guess) => location.assign(reader.results(guess, filters.chosen)),
      widen: () => filters.choose({ only: null, topic: null }),
    })
    if (reader.suggest) ways.push(make("a", { href: reader.suggest, textContent: _("Foreslå et nytt spørsmål") }))
    this.ways.replaceChildren(...(ways.length ? [listOf(ways)] : []))
  }
}

/**
 * Show the results that the address of the page asks for in a section of the page; see `attachSearch`
 * for `reader`.
 */
function showResults(form, section, engine, reader) {
  return new SearchResults(form, section, engine, reader).open()
}

globalThis.rollehub.showResults = showResults
