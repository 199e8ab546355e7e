// The search field: a combobox whose list holds the answers. Loaded with the index, when a reader
// goes to the field. Nothing that is typed leaves the page.

;(globalThis.rollehub ??= {}).attachSearch = (() => {
  const FIRST = 8
  const LONGEST = 200 // letters of a query; the field takes no more, an address may hold any number
  const KINDS = { question: "Spørsmål", term: "Ordliste", link: "Lenke", page: "Side" }
  let fields = 0

  /** Make an element with properties and children. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(properties)) {
      if (name in element) element[name] = value
      else element.setAttribute(name, value)
    }
    element.append(...children)
    return element
  }

  const marked = (parts) => parts.map(([text, on]) => (on ? make("mark", { textContent: text }) : text))

  /**
   * Make a form's field search `engine`. `reader` tells the reader's role (`role()`), the address of a
   * path (`address(path)`), how a name stands in a sentence (`inSentence(name)`) and, where there is
   * one, the address that takes new questions (`suggest`); `left(address)` is called when a hit is
   * followed. Returns a function that searches again.
   */
  return function attach(form, engine, reader, left) {
    const { data } = engine
    const { inSentence } = reader
    const number = (fields += 1)
    const input = form.querySelector("input[type=search]")
    const id = (name) => `sok_${number}_${name}`
    let shown = FIRST
    let active = -1
    let saying
    const chosen = { only: null, topic: null }

    const status = make("p", { className: "about", role: "status" })
    const list = make("div", { id: id("treff"), role: "listbox", "aria-label": "Treff", className: "hits" })
    const more = make("button", { type: "button", className: "plain" })
    const none = make("div", { className: "nohits" })
    const filters = make("div", { className: "filters" })
    const panel = make("div", { className: "found" }, filters, status, list, more, none)
    panel.hidden = true
    form.append(panel)
    form.classList.add("find--on")
    const properties = {
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": list.id,
    }
    for (const [name, value] of Object.entries(properties)) input.setAttribute(name, value)

    const options = () => [...list.querySelectorAll("[role=option]")]
    const nameOf = (role) => data.roles.find(([one]) => one === role)?.[1]

    /** Show which hit Enter opens; -1 is none. */
    function point(place) {
      const all = options()
      all.forEach((option, i) => option.setAttribute("aria-selected", String(i === place)))
      active = all[place] ? place : -1
      if (active < 0) input.removeAttribute("aria-activedescendant")
      else {
        input.setAttribute("aria-activedescendant", all[active].id)
        all[active].scrollIntoView({ block: "nearest" })
      }
    }

    /** Return a hit's address: the role's own page where the role has it. */
    function addressOf({ kind, id: hit, record }) {
      const role = chosen.only ?? reader.role()
      const has = record.r?.includes(data.roles.findIndex(([one]) => one === role))
      if (kind === "question" && has) return reader.address(`${role}/#${hit}`)
      if (kind === "link" && has) return reader.address(`${role}/lenker/#${hit}`)
      return reader.address(record.u)
    }

    function option(hit, place, marks) {
      const { record } = hit
      const about = [KINDS[hit.kind]]
      if (record.e !== undefined) about.push(data.topics[record.e][1])
      const item = make(
        "a",
        { id: id(`treff_${place}`), role: "option", href: addressOf(hit), tabIndex: -1, className: "hit" },
        make("span", { className: "hit__title" }, ...marked(engine.marked(hit.title, marks))),
        make("span", { className: "hit__about", textContent: about.join(" · ") }),
      )
      item.setAttribute("aria-selected", "false")
      if (record.x) {
        const text = engine.excerpt(record.x, marks)
        item.append(make("span", { className: "hit__text" }, ...marked(engine.marked(text, marks))))
      }
      return item
    }

    function group(name, hits, from, marks) {
      const heading = make("div", { className: "hits__group", id: id(`gruppe_${from}`), textContent: name })
      heading.setAttribute("role", "presentation")
      const items = hits.map((hit, place) => option(hit, from + place, marks))
      const element = make("div", {}, heading, ...items)
      element.setAttribute("role", "group")
      element.setAttribute("aria-labelledby", heading.id)
      return element
    }

    /** Tell once typing has paused, so that a screen reader is not flooded. */
    function say(text) {
      clearTimeout(saying)
      saying = setTimeout(() => (status.textContent = text), 250)
    }

    function showNone(query) {
      const ways = []
      const way = (text, action) =>
        ways.push(make("li", {}, make("button", { type: "button", className: "plain", textContent: text, onclick: action })))
      const guess = engine.guess(query)
      if (guess) {
        way(`Mente du «${guess}»?`, () => {
          input.value = guess
          input.focus()
          search()
        })
      }
      const elsewhere = chosen.only || chosen.topic ? engine.find(query).hits.length : 0
      if (elsewhere) {
        way(`Vis ${elsewhere} treff i alle roller og emner`, () => {
          choose({ only: null, topic: null })
          input.focus()
        })
      }
      ways.push(make("li", {}, make("a", { href: reader.address("sporsmal/"), textContent: "Se alle spørsmål" })))
      if (reader.suggest) {
        ways.push(make("li", {}, make("a", { href: reader.suggest, textContent: "Foreslå et nytt spørsmål" })))
      }
      none.replaceChildren(
        make("p", { textContent: "Prøv færre eller andre ord." }),
        make("ul", {}, ...ways),
      )
    }

    /** Search for what stands in the field, and show what was found. */
    function search() {
      const start = performance.now()
      const written = input.value.trimStart().slice(0, LONGEST)
      const query = written.trim()
      panel.hidden = !query
      input.setAttribute("aria-expanded", "false")
      list.replaceChildren()
      list.hidden = true
      none.replaceChildren()
      more.hidden = true
      point(-1)
      if (!query) {
        clearTimeout(saying)
        status.textContent = ""
        return
      }
      const role = chosen.only ?? reader.role()
      const { hits, mended, marks } = engine.find(written, {
        role, onlyRole: chosen.only !== null, topic: chosen.topic,
      })
      if (!hits.length) {
        showNone(query)
        say(`Ingen treff på «${query}».`)
        return
      }
      const visible = hits.slice(0, shown)
      const mine = visible.filter((hit) => hit.mine)
      const others = visible.filter((hit) => !hit.mine)
      const own = hits.filter((hit) => hit.mine).length
      if (own === hits.length) list.append(...mine.map((hit, place) => option(hit, place, marks)))
      else if (own) list.append(group(`For ${inSentence(nameOf(role))}`, mine, 0, marks))
      if (others.length) list.append(group("For andre roller", others, mine.length, marks))
      list.hidden = false
      input.setAttribute("aria-expanded", "true")
      more.hidden = hits.length <= shown
      more.textContent = `Vis alle ${hits.length} treff`
      const share = own < hits.length ? `, ${own || "ingen"} for ${inSentence(nameOf(role))}` : ""
      const count = `${hits.length} treff${share}`
      say(mended ? `Viser treff for «${mended}». ${count}.` : count)
      performance.measure?.("rollehub-search", { start, end: performance.now() })
    }

    /** Take filters, and search again. */
    function choose(filter) {
      Object.assign(chosen, filter)
      drawFilters()
      shown = FIRST
      search()
    }

    function chips(legend, name, values, current) {
      const set = make("fieldset", { className: "chips" }, make("legend", { textContent: legend }))
      for (const [value, text] of values) {
        const radio = make("input", { type: "radio", name: id(name), value: value ?? "", checked: value === current })
        radio.setAttribute("form", "") // what narrows is no part of what the form would send
        radio.addEventListener("change", () => choose({ [name]: value }))
        set.append(make("label", { className: "chip" }, radio, make("span", { textContent: text })))
      }
      return set
    }

    function drawFilters() {
      const focused = filters.contains(document.activeElement) ? document.activeElement : null
      const back = focused && [focused.name, focused.value]
      const open = filters.querySelector("details")?.open ?? false
      const role = reader.role()
      const quick = [[null, "Alle roller"]]
      if (role) quick.push([role, `Bare ${inSentence(nameOf(role))}`])
      const rest = data.roles.filter(([one]) => one !== role)
      const narrow = make(
        "details",
        { className: "narrow", open },
        make("summary", { textContent: summary(role) }),
        chips(role ? "Andre roller" : "Rolle", "only", role ? rest : [[null, "Alle roller"], ...rest], chosen.only),
        chips("Emne", "topic", [[null, "Alle emner"], ...data.topics], chosen.topic),
      )
      filters.replaceChildren(...(role ? [chips("Rolle", "only", quick, chosen.only)] : []), narrow)
      if (!back) return
      const all = [...filters.querySelectorAll("input")]
      all.find(({ name, value }) => name === back[0] && value === back[1])?.focus()
    }

    const summary = (role) => {
      const on = []
      if (chosen.only && chosen.only !== role) on.push(nameOf(chosen.only))
      if (chosen.topic) on.push(data.topics.find(([one]) => one === chosen.topic)[1])
      return on.length ? `Avgrenset til: ${on.join(", ")}` : "Avgrens på rolle og emne"
    }

    input.addEventListener("input", () => {
      shown = FIRST
      search()
    })
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return // 229 is Safari's way to say it
      const all = options()
      const count = all.length
      if (event.key === "ArrowDown" && count) point(active + 1 < count ? active + 1 : 0)
      else if (event.key === "ArrowUp" && count) point(active > 0 ? active - 1 : count - 1)
      else if (event.key === "Escape" && input.value) {
        input.value = ""
        search()
      } else if (event.key === "Enter" && input.value.trim()) (all[active] ?? all[0])?.click()
      else return
      event.preventDefault()
    })
    // The hits are there already; an empty search leads to the list of all questions.
    form.addEventListener("submit", (event) => input.value.trim() && event.preventDefault())
    list.addEventListener("click", (event) => {
      const hit = event.target.closest("[role=option]")
      if (hit && !event.ctrlKey && !event.metaKey && !event.shiftKey) left(hit.href)
    })
    more.addEventListener("click", (event) => {
      shown = Infinity
      const next = options().length
      search()
      if (event.pointerType !== "touch") input.focus() // which would open the keyboard on the screen
      point(next)
    })
    drawFilters()
    search()
    return () => {
      drawFilters()
      search()
    }
  }
})()
