// Keyboard focus on the page in its current state. Injected by the tests.
;(() => {
  const STOPS = "a[href], button, input, summary, select, textarea, [tabindex]"
  const THINNEST = 2 // pixels of an outline
  const FAINTEST = 3 // contrast of an outline with its background

  /** Describe an element so that a person can find it. */
  const named = (x) => {
    const words = (x.innerText || x.labels?.[0]?.innerText || x.id || "").trim()
    return `${x.localName} «${words.replace(/\s+/g, " ").slice(0, 50)}»`
  }

  /** Return what Tab must reach, in document order, in the open search dialog or menu if there is one. */
  function stops() {
    const scope = document.querySelector("dialog[open]") ?? document.querySelector(".roles[open]") ?? document
    const all = [...scope.querySelectorAll(STOPS)].filter(
      (x) => x.tabIndex >= 0 && !x.disabled && x.checkVisibility({ visibilityProperty: true }),
    )
    // A group of radio buttons is one stop: the checked one, otherwise the first.
    const together = (x) => all.filter((y) => y.type === "radio" && y.name === x.name)
    return all.filter(
      (x) => x.type !== "radio" || x === (together(x).find((y) => y.checked) ?? together(x)[0]),
    )
  }

  // --- colours, as red, green, blue (0 to 255) and opacity

  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const known = new Map()
  function parsed(colour) {
    if (!known.has(colour)) {
      pixel.clearRect(0, 0, 1, 1)
      pixel.fillStyle = colour
      pixel.fillRect(0, 0, 1, 1)
      const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data
      known.set(colour, [r, g, b, a / 255])
    }
    return known.get(colour)
  }
  const over = ([r, g, b, a], [R, G, B]) => [
    r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1,
  ]
  /** Return the background colour of an element, blended with those of its ancestors. */
  function ground(x) {
    if (!x) return [255, 255, 255, 1]
    const own = parsed(getComputedStyle(x).backgroundColor)
    return own[3] === 1 ? own : over(own, ground(x.parentElement))
  }
  function light([r, g, b]) {
    const [R, G, B] = [r, g, b].map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * R + 0.7152 * G + 0.0722 * B
  }
  function contrast(one, other) {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }

  // --- the focus indicator

  /** Return the focus outline, of the element or of the one that represents it. */
  function outline(x) {
    const isSeen = getComputedStyle(x).opacity !== "0"
    const drawn = isSeen ? [[x, null, x]] : [[x.nextElementSibling, null, x.nextElementSibling]]
    const after = getComputedStyle(x, "::after")
    if (after.position === "absolute" && after.content !== "none") {
      drawn.push([x, "::after", x.offsetParent ?? x.parentElement])
    }
    for (const [place, pseudo, box] of drawn) {
      const style = getComputedStyle(place, pseudo)
      const width = parseFloat(style.outlineWidth)
      if (style.outlineStyle === "none" || width < THINNEST) continue
      const reach = parseFloat(style.outlineOffset) + width
      return { box, reach, colour: parsed(style.outlineColor) }
    }
    return null
  }

  /** Return the part of the screen in which an element can be visible. */
  function frame(x) {
    let [left, top, right, bottom] = [0, 0, innerWidth, innerHeight]
    for (let at = x.parentElement; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowY === "visible") continue
      const box = at.getBoundingClientRect()
      left = Math.max(left, box.left + at.clientLeft)
      top = Math.max(top, box.top + at.clientTop)
      right = Math.min(right, box.left + at.clientLeft + at.clientWidth)
      bottom = Math.min(bottom, box.top + at.clientTop + at.clientHeight)
    }
    return { left, top, right, bottom }
  }

  /** Return what covers a point of an element and of the one that represents it, or null. */
  function covering(x, box, left, top) {
    const hit = document.elementFromPoint(left, top)
    const isOwn = !hit || [x, box].some((one) => one.contains(hit) || hit.contains(one))
    return isOwn ? null : hit
  }

  /** Return what is wrong with the focused element. */
  function faults(x) {
    const sign = outline(x)
    if (!sign) return ["no outline"]
    const { box, reach, colour } = sign
    const found = []
    const around = ground(reach > 0 ? box.parentElement : box)
    const clear = contrast(over(colour, around), around)
    if (clear < FAINTEST) found.push(`an outline of ${clear.toFixed(1)} : 1`)
    const seen = frame(box)
    const margin = 1 + Math.max(0, reach)
    const whole = box.getBoundingClientRect()
    // An element as high as the screen cannot be completely visible.
    const isHigh = whole.height > seen.bottom - seen.top - 48
    let shown = 0
    for (const { left, top, right, bottom, width } of box.getClientRects()) {
      const isOut = (more) =>
        left < seen.left + more || right > seen.right - more ||
        top < seen.top + more || bottom > seen.bottom - more
      if (isOut(-1)) {
        if (!isHigh) found.push("out of view")
        continue
      }
      shown += 1
      if (isOut(margin - 2) && !isHigh) found.push("a part of the outline out of view")
      for (const part of [0.1, 0.5, 0.9]) {
        const hit = covering(x, box, left + part * width, (top + bottom) / 2)
        if (hit) found.push(`under ${named(hit)}`)
      }
    }
    if (!shown && !isHigh) found.push("nothing in view")
    return found
  }

  /** Wait until the page is rendered at its size, and the header has measured itself. */
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))

  /** Visit all stops, forwards and backwards; return their number, and what is wrong with each. */
  async function walk() {
    await drawn()
    document.activeElement.blur() // focus by pointer is shown differently
    let all = stops()
    const count = all.length
    const found = new Set()
    for (let step = 0; step < 2 * count; step += 1) {
      const place = step < count ? step : 2 * count - 1 - step
      if (!all[place]?.isConnected) all = stops() // a field renders its filters again, maybe fewer
      const x = all[Math.min(place, all.length - 1)]
      x.focus({ focusVisible: true })
      if (document.activeElement !== x) found.add(`${named(x)}: takes no focus`)
      else for (const fault of faults(x)) found.add(`${named(x)}: ${fault}`)
    }
    return [count, [...found]]
  }

  // --- order

  /** Return pairs of stops of which the second is above the first, or to its left. */
  function jumps() {
    const boxes = stops().map((x) => ({ x, rects: [...(outlined(x)).getClientRects()] }))
    const found = []
    boxes.slice(1).forEach(({ x, rects }, place) => {
      const before = boxes[place]
      const [first, last] = [rects[0], before.rects.at(-1)]
      const isBelow = first.top >= (last.top + last.bottom) / 2
      const isRight = first.left >= last.right - 1
      const isInside = before.x.contains(x) // a box that scrolls comes before what it contains
      if (!isBelow && !isRight && !isInside) found.push(`${named(before.x)}, ${named(x)}`)
    })
    return found
  }
  const outlined = (x) => (x.type === "radio" ? x.parentElement : x)

  /** Record every element that gets the focus from now on. */
  function follow() {
    const came = []
    document.addEventListener("focusin", (event) => came.push(event.target))
    keyboard.came = came
    keyboard.due = stops()
    return keyboard.due.length
  }
  /** Return whether the focus has left the last stop: for the browser, or for the first stop. */
  const left = () => [document.body, keyboard.due[0]].includes(document.activeElement)
  /** Compare the elements that got the focus with those that should have. */
  function missed() {
    const { came, due } = keyboard
    const wrong = due.findIndex((x, place) => came[place] !== x)
    if (wrong < 0) return null
    return `${named(due[wrong])}: ${came[wrong] ? named(came[wrong]) : "nothing"} in its place`
  }

  const keyboard = { walk, jumps, follow, missed, left }
  globalThis.keyboard = keyboard
})()
