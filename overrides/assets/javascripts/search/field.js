// The search field: a combobox whose list contains the hits. Nothing that is typed leaves the page.

const FIRST_HITS = 8
const SHORT_EXCERPT = 64 // letters; on a phone, where the keyboard leaves half of the screen
const isSmall = window.matchMedia("(max-width: 40rem)")
let fieldCount = 0

class SearchField {
  number = (fieldCount += 1)
  most = FIRST_HITS // hits to show
  turn = 0 // of the search: an answer that comes late is not shown
  active = -1 // the place of the hit that Enter opens
  status = make("p", { className: "about", role: "status" })
  list = make("div", { id: this.id("treff"), role: "listbox", "aria-label": _("Treff"), className: "hits" })
  more = make("button", { type: "button", className: "plain" })
  noHits = make("div", { className: "nohits" })
  english = make("div") // what an English query is told

  constructor(form, engine, reader) {
    this.form = form
    this.engine = engine
    this.reader = reader
    this.input = form.querySelector("input[type=search]")
    this.filters = new SearchFilters(engine.data, reader, (name) => this.id(name), () => this.searchAnew())
    const { filters, status, english, list, more, noHits } = this
    // On a phone the keyboard leaves little room, so the hits come first.
    const parts = isSmall.matches ? [status, english, list, more, noHits, filters.element] : [filters.element, status, english, list, more, noHits]
    this.panel = make("div", { className: "found" }, ...parts)
    this.panel.hidden = true
    form.append(this.panel)
    form.classList.add("find--on")
    const properties = {
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    }
    for (const [name, value] of Object.entries(properties)) this.input.setAttribute(name, value)
  }

  /** Return an id that no other field has. */
  id(name) {
    return `sok_${this.number}_${name}`
  }

  /** Listen to the reader; `onFollow(address)` is called when a hit is followed. */
  listen(onFollow) {
    const { form, input, list, more } = this
    input.addEventListener("input", () => this.searchAnew())
    input.addEventListener("keydown", (event) => this.onKeyDown(event))
    // Without the filters it is the address that the form has without scripts.
    form.addEventListener("submit", (event) => {
      if (!input.value.trim()) return
      event.preventDefault()
      location.assign(this.reader.results(input.value.trim(), this.filters.chosen))
    })
    list.addEventListener("click", (event) => {
      const hit = event.target.closest("[role=option]")
      if (hit && !event.ctrlKey && !event.metaKey && !event.shiftKey) onFollow(hit.href)
    })
    more.addEventListener("click", (event) => {
      this.most = Infinity
      const next = this.options().length
      const searched = this.search()
      if (event.pointerType !== "touch") input.focus() // focus would open the keyboard on the screen
      if (searched?.then) searched.then(() => this.activate(next))
      else this.activate(next)
    })
  }

  onKeyDown(event) {
    if (event.isComposing || event.keyCode === 229) return // 229 is how Safari reports composing
    if (this.useKey(event.key)) event.preventDefault()
  }

  /** Do what a key means in a combobox, and return whether it means anything. */
  useKey(key) {
    const { active, input } = this
    const options = this.options()
    const count = options.length
    if (key === "ArrowDown" && count) this.activate((active + 1) % count)
    else if (key === "ArrowUp" && count) this.activate(active > 0 ? active - 1 : count - 1)
    else if (key === "Escape" && input.value) {
      input.value = ""
      this.search()
    } else if (key === "Enter" && options[active]) options[active].click()
    else return false
    return true
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")]
  }

  /** Show which hit Enter opens; -1 is none. */
  activate(place) {
    const { input } = this
    const options = this.options()
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === place)))
    this.active = options[place] ? place : -1
    if (this.active < 0) input.removeAttribute("aria-activedescendant")
    else {
      input.setAttribute("aria-activedescendant", options[place].id)
      options[place].scrollIntoView({ block: "nearest" })
    }
  }

  /** Report once typing has paused, so that a screen reader is not flooded. */
  announce(text) {
    clearTimeout(this.announcing)
    this.announcing = setTimeout(() => (this.status.textContent = text), 250)
  }

  /** Search for a new query or with new filters: the list is short again. */
  searchAnew() {
    this.most = FIRST_HITS
    this.search()
  }

  /** Search for the text in the field, and show what was found: at once, or when it is loaded. */
  search() {
    const start = performance.now()
    const turn = (this.turn += 1)
    const written = this.input.value.trimStart().slice(0, LONGEST_QUERY)
    const query = written.trim()
    const isShown = query === this.form.dataset.shown // by the page, below the field
    const isOpening = this.panel.hidden
    this.panel.hidden = !query || isShown
    if (isSmall.matches && isOpening && !this.panel.hidden) this.form.scrollIntoView({ block: "start" })
    if (!query || isShown) {
      this.clear()
      clearTimeout(this.announcing)
      this.status.textContent = ""
      return
    }
    const { only, topic } = this.filters.chosen
    const role = only ?? this.reader.role()
    const options = { role, onlyRole: only !== null, topic, all: this.most === Infinity }
    const found = this.engine.find(written, options)
    const show = (answer) => turn === this.turn && this.show(answer, query, role, start)
    if (!found.then) return show(found)
    return found.then(show, () => {
      if (turn === this.turn) this.announce(_("Søket kan ikke lastes nå. Knappen viser alle spørsmål."))
    })
  }

  /** Show what was found for a query; `start` is when the search began. */
  show(found, query, role, start) {
    const { hits, marks } = found
    this.clear()
    this.english.replaceChildren(...toEnglishReaders(found.english))
    if (!hits.length) {
      this.showWays(query)
      this.announce(_("Ingen treff på «%(query)s».", { query }))
      return
    }
    this.announce(foundText(this.showHits(hits, role, marks), found))
    if (!found.sure) this.showWays(query)
    performance.measure?.("rollehub-search", { start, end: performance.now() })
  }

  /** Remove the last hits. */
  clear() {
    this.input.setAttribute("aria-expanded", "false")
    this.list.replaceChildren()
    this.list.hidden = true
    this.noHits.replaceChildren()
    this.english.replaceChildren()
    this.more.hidden = true
    this.activate(-1)
  }

  /** Show hits, those of the reader's role first, and return their number as a text. */
  showHits(hits, role, marks) {
    const { list, more, most } = this
    const visible = hits.slice(0, most)
    const mine = visible.filter((hit) => hit.mine)
    const others = visible.filter((hit) => !hit.mine)
    const own = hits.filter((hit) => hit.mine).length
    const name = own < hits.length ? this.reader.inSentence(this.filters.roleName(role)) : null
    if (!name) list.append(...mine.map((hit, place) => this.option(hit, place, marks)))
    else if (own) list.append(this.group(_("For %(role)s", { role: name }), mine, 0, marks))
    if (others.length) list.append(this.group(_("For andre roller"), others, mine.length, marks))
    list.hidden = false
    this.input.setAttribute("aria-expanded", "true")
    more.hidden = hits.length <= most
    more.textContent = allHits(hits.length)
    return countOf(hits.length, own, name)
  }

  /** Make a group of hits under a heading; `from` is the place of the first in the list. */
  group(name, hits, from, marks) {
    const heading = make("div", { className: "hits__group", id: this.id(`gruppe_${from}`), textContent: name })
    heading.setAttribute("role", "presentation")
    const element = make("div", {}, heading, ...hits.map((hit, place) => this.option(hit, from + place, marks)))
    element.setAttribute("role", "group")
    element.setAttribute("aria-labelledby", heading.id)
    return element
  }

  /** Make a hit: its title, its kind and topic, and an excerpt. */
  option(hit, place, marks) {
    const { engine } = this
    const { record } = hit
    const about = isSmall.matches && hit.kind === "question" ? [] : [KIND_NAMES[hit.kind]]
    if (record.e !== undefined && !isSmall.matches) about.push(engine.data.topics[record.e][1])
    const href = addressOfHit(hit, this.filters.chosen.only ?? this.reader.role(), engine.data, this.reader)
    const item = make(
      "a",
      { id: this.id(`treff_${place}`), role: "option", href, tabIndex: -1, className: "hit" },
      make("span", { className: "hit__title" }, ...markedNodes(engine.marked(hit.title, marks))),
      make("span", { className: "hit__about", textContent: about.join(" · ") }),
    )
    item.setAttribute("aria-selected", "false")
    if (record.x) {
      const text = engine.excerpt(record.x, marks, hit.title, isSmall.matches ? SHORT_EXCERPT : undefined)
      item.append(make("span", { className: "hit__text" }, ...markedNodes(engine.marked(text, marks))))
    }
    return item
  }

  /** Offer another spelling, other roles and topics, all questions, and a suggestion. */
  async showWays(query) {
    const { engine, filters, input, reader, turn } = this
    const ways = await waysOn(engine, query, filters.chosen, {
      respell: (guess) => {
        input.value = guess
        input.focus()
        this.search()
      },
      widen: () => {
        filters.choose({ only: null, topic: null })
        input.focus()
      },
    })
    if (turn !== this.turn) return
    ways.push(make("a", { href: reader.address("sporsmal/"), textContent: _("Se alle spørsmål") }))
    if (reader.suggest) ways.push(make("a", { href: reader.suggest, textContent: _("Foreslå et nytt spørsmål") }))
    this.noHits.replaceChildren(make("p", { textContent: _("Prøv færre eller andre ord.") }), listOf(ways))
  }
}

/**
 * Make a form's field search with an engine. `reader` gives the reader's role (`role()`), the address
 * of a path (`address(path)`) and of the page with all results (`results(query, filters)`), a role's
 * name as written in a sentence (`inSentence(name)`) and, if the site has one, the address that takes
 * new questions (`suggest`). `onFollow(address)` is called when a hit is followed. Returns a function that searches again.
 */
function attachSearch(form, engine, reader, onFollow) {
  const field = new SearchField(form, engine, reader)
  const refresh = () => {
    field.filters.draw()
    field.search()
  }
  field.listen(onFollow)
  refresh()
  return refresh
}

;(globalThis.rollehub ??= {}).attachSearch = attachSearch
