// The filters of a search field: the role and the topic that narrow the hits.

class SearchFilters {
  element = make("div", { className: "filters" })
  chosen = { only: null, topic: null }

  /** `id` makes names unique to the field; `onChange` is called when a reader changes a filter. */
  constructor({ roles, topics }, reader, id, onChange) {
    this.roles = roles
    this.topics = topics
    this.reader = reader
    this.id = id
    this.onChange = onChange
  }

  /** Change some of the filters. */
  choose(filter) {
    Object.assign(this.chosen, filter)
    this.draw()
    this.onChange()
  }

  /** Draw the filters for the reader's role, and keep the focus where it is. */
  draw() {
    const { element } = this
    const focused = element.contains(document.activeElement) ? document.activeElement : null
    const open = element.querySelector("details")?.open ?? false
    const role = this.reader.role()
    const all = [null, _("Alle roller")]
    const others = this.roles.filter(([id]) => id !== role)
    const own = role && [role, _("Bare %(role)s", { role: this.reader.inSentence(this.roleName(role)) })]
    const narrow = make(
      "details",
      { className: "narrow", open },
      make("summary", { textContent: this.summary(role) }),
      role ? this.chips(_("Andre roller"), "only", others) : this.chips(_("Rolle"), "only", [all, ...others]),
      this.chips(_("Emne"), "topic", [[null, _("Alle emner")], ...this.topics]),
    )
    element.replaceChildren(...(role ? [this.chips(_("Rolle"), "only", [all, own])] : []), narrow)
    if (!focused) return
    const inputs = [...element.querySelectorAll("input")]
    inputs.find(({ name, value }) => name === focused.name && value === focused.value)?.focus()
  }

  /** Make a set of radio buttons, each [value, text]. */
  chips(legend, name, values) {
    const set = make("fieldset", { className: "chips" }, make("legend", { textContent: legend }))
    for (const [value, text] of values) {
      const checked = value === this.chosen[name]
      const radio = make("input", { type: "radio", name: this.id(name), value: value ?? "", checked })
      radio.setAttribute("form", "") // the form must not send the filters
      radio.addEventListener("change", () => this.choose({ [name]: value }))
      set.append(make("label", { className: "chip" }, radio, make("span", { textContent: text })))
    }
    return set
  }

  /** Return the label of the filters that are folded away. */
  summary(role) {
    const { only, topic } = this.chosen
    const on = []
    if (only && only !== role) on.push(this.roleName(only))
    if (topic) on.push(this.topics.find(([id]) => id === topic)[1])
    return on.length ? _("Avgrenset til: %(filters)s", { filters: on.join(", ") }) : _("Avgrens på rolle og emne")
  }

  roleName(role) {
    return this.roles.find(([id]) => id === role)?.[1]
  }
}
