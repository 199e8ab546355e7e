// Layout of the page on screen or paper in its current state. Injected by the tests.
;(() => {
  const TARGETS = "a[href], button, input, summary, select, textarea"
  const SMALLEST = 24 // pixels, by WCAG 2.5.8

  const HEARD = ".hidden, .filters > .chips > legend" // for screen readers only

  /** Describe an element so that a person can find it. */
  const named = (x) => {
    const words = (x.innerText ?? x.textContent).trim().replace(/\s+/g, " ")
    return `${x.localName}${x.className ? `.${x.className}` : ""} «${words.slice(0, 50)}»`
  }
  const isHeard = (x) => x.closest(HEARD) || getComputedStyle(x).clipPath === "inset(50%)"
  const isSeen = (x) => x.checkVisibility({ visibilityProperty: true }) && !isHeard(x)
  /** Return what is checked: the search dialog or the menu if open, otherwise the whole page. */
  const scope = () => document.querySelector("dialog[open], .roles[open] > .roles__menu") ?? document.body

  // --- targets

  /** Return whether a link is in a line of text, which determines its height. */
  function isInSentence(x) {
    const isInline = (y) => getComputedStyle(y).display === "inline"
    if (!isInline(x)) return false
    const around = (y) =>
      [...y.childNodes].map((child) => {
        if (child.nodeType === Node.TEXT_NODE) return child.data
        if (child.nodeType !== Node.ELEMENT_NODE || child.matches(TARGETS) || !isSeen(child)) return ""
        return isInline(child) ? around(child) : ""
      }).join("")
    let block = x.parentElement
    while (isInline(block)) block = block.parentElement
    return /\p{L}/u.test(around(block))
  }

  /** Return the clickable area: a whole card, or a control with its label. */
  function hitArea(x) {
    if (getComputedStyle(x, "::after").position === "absolute") return x.offsetParent ?? x.closest(".card")
    return (["radio", "checkbox"].includes(x.type) && x.labels[0]) || x
  }

  /** Return targets that are too small. */
  function small() {
    return [...scope().querySelectorAll(TARGETS)].filter(isSeen).flatMap((x) => {
      const { width, height } = hitArea(x).getBoundingClientRect()
      if (Math.min(width, height) > SMALLEST - 0.05 || isInSentence(x)) return []
      return [`${named(x)}: ${width.toFixed(1)} x ${height.toFixed(1)}`]
    })
  }

  // --- text

  /** Yield the boxes of all visible lines of text. */
  function* lines() {
    const walker = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode
      if (!data.trim() || !isSeen(parentElement)) continue
      // In code, trailing whitespace protrudes from its line.
      const words = parentElement.closest("pre") ? /\S+/g : /\S.*\S|\S/gs
      for (const { index, 0: { length } } of data.matchAll(words)) {
        range.setStart(walker.currentNode, index)
        range.setEnd(walker.currentNode, index + length)
        for (const rect of range.getClientRects()) if (rect.width > 1) yield { x: parentElement, rect }
      }
    }
  }

  /** Return whether a line is in view in the table that scrolls it, if there is one. */
  function isInView(x, rect) {
    const box = x.closest(".table--matrix")?.getBoundingClientRect()
    return !box || (rect.top >= box.top && rect.bottom <= box.bottom && rect.left >= box.left && rect.right <= box.right)
  }

  /** Return texts that overlap. */
  function overlaps() {
    const boxes = [...lines()].filter(({ x, rect }) => isInView(x, rect)).map(({ x, rect: { left, right, top, bottom, height } }) => {
      const slack = height / 4 // letters do not fill the height of their line
      const layer = x.closest(".bubble, .top, .find__top") // overlays the page on purpose
      return { x, layer, left: left + 1, right: right - 1, top: top + slack, bottom: bottom - slack }
    })
    boxes.sort((a, b) => a.top - b.top)
    const found = new Set()
    boxes.forEach((one, place) => {
      for (const other of boxes.slice(place + 1)) {
        if (other.top >= one.bottom) break
        if (other.layer === one.layer && other.left < one.right && one.left < other.right) {
          found.add(`${named(one.x)} lies over ${named(other.x)}`)
        }
      }
    })
    return [...found]
  }

  /**
   * Return texts that overflow the screen or a clipping element. Vertical scrolling is allowed, and
   * sideways that of a table in two dimensions (WCAG 1.4.10) that can be reached by keyboard.
   */
  function cut() {
    const found = new Set()
    const { scrollWidth } = document.documentElement
    if (scrollWidth > innerWidth) found.add(`the page is ${scrollWidth} wide`)
    const clips = new Map()
    const clippers = (x) => {
      if (x === document.documentElement) return []
      if (!clips.has(x)) {
        const { overflowX, overflowY } = getComputedStyle(x)
        const isMatrix = x.matches("[role=group][tabindex='0']:has(> table th[scope=row])")
        const clip = {
          x, box: x.getBoundingClientRect(),
          scrolls: /auto|scroll/.test(overflowY), scrollsSideways: isMatrix && /auto|scroll/.test(overflowX),
        }
        const isOne = x !== document.body && (overflowX !== "visible" || overflowY !== "visible")
        clips.set(x, [...(isOne ? [clip] : []), ...clippers(x.parentElement)])
      }
      return clips.get(x)
    }
    for (const { x, rect } of lines()) {
      const isOut = rect.right > innerWidth + 1 || rect.left < -1
      if (isOut && !clippers(x).some(({ scrollsSideways }) => scrollsSideways)) {
        found.add(`${named(x)} reaches out of the screen`)
      }
      for (const { x: clipper, box, scrolls, scrollsSideways } of clippers(x)) {
        if (scrollsSideways) break // what is out of its view is not out of the screen
        const isWide = rect.right > box.right + 1 || rect.left < box.left - 1
        const isHigh = !scrolls && (rect.bottom > box.bottom + 1 || rect.top < box.top - 1)
        if (isWide || isHigh) found.add(`${named(x)} is cut off by ${clipper.localName}.${clipper.className}`)
      }
    }
    return [...found]
  }

  /** Apply the line, letter, word and paragraph spacing of WCAG 1.4.12, or undo it. */
  function space(isOn) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-bottom: 2em !important }`)
    document.adoptedStyleSheets = isOn ? [sheet] : []
  }

  // --- marks, movement and paper

  /** Return what a reader sees of an element without distinguishing colours. */
  function shape(x) {
    const one = (pseudo) => {
      const style = getComputedStyle(x, pseudo)
      const edge = (name) => (style[`${name}Style`] === "none" ? "0px" : style[`${name}Width`])
      const ownColours = style.forcedColorAdjust === "none" ? style.backgroundColor : ""
      return [
        edge("outline"), ...["Top", "Right", "Bottom", "Left"].map((side) => edge(`border${side}`)),
        style.textDecorationLine, style.fontWeight, pseudo ? style.content : "", ownColours,
      ].join(" ")
    }
    return [null, "::before", "::after"].map(one).join("; ")
  }

  /** Return elements without an edge that contrasts with its background. */
  function edgeless(selector) {
    const sides = ["Top", "Right", "Bottom", "Left"]
    const all = [...document.querySelectorAll(selector)].filter(isSeen)
    const hasEdge = (x) => {
      const style = getComputedStyle(x)
      const ground = getComputedStyle(document.body).backgroundColor
      return sides.some(
        (side) => parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none" && style[`border${side}Color`] !== ground,
      )
    }
    return all.length ? all.filter((x) => !hasEdge(x)).map(named) : [`no ${selector}`]
  }

  /** Return elements with an animation or transition, or smooth scrolling. */
  function moving() {
    const found = new Set()
    for (const x of document.querySelectorAll("*")) {
      for (const pseudo of [null, "::before", "::after", "::backdrop"]) {
        const style = getComputedStyle(x, pseudo)
        const isSlow = style.transitionDuration.split(",").some((time) => parseFloat(time) > 0)
        if (isSlow || style.animationName !== "none" || style.scrollBehavior !== "auto") {
          found.add(`${x.localName}.${x.className}${pseudo ?? ""}`)
        }
      }
    }
    return [...found]
  }

  /** Return what should not be printed, and addresses that should be but are not. */
  function printed() {
    const controls = [...document.querySelectorAll("nav, form, button, input, summary, dialog, .skip, .permalink, .suggest, footer.bottom")]
    // The fields of a form are there to be printed.
    const isField = (x) => x.matches(".sheet, .sheet input")
    const found = controls.filter((x) => isSeen(x) && !isField(x)).map((x) => `on paper: ${named(x)}`)
    for (const x of document.querySelectorAll("main a[href]")) {
      if (!isSeen(x)) continue
      const href = x.getAttribute("href")
      const after = getComputedStyle(x, "::after").content
      const wanted = /^https?:/.test(href) ? 1 : 0
      const times = Number(after.includes(`<${href}>`)) + Number(x.textContent.trim() === href)
      if (times !== wanted) found.push(`its address ${times} times: ${named(x)}`)
    }
    return found
  }

  globalThis.layout = { small, overlaps, cut, space, shape, edgeless, moving, printed }
})()
