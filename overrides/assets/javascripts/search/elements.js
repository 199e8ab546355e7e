// What the search field is built from.

/** Make an element with properties or attributes, and children. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

/** Make a button that looks like a link. */
const plainButton = (text, onclick) =>
  make("button", { type: "button", className: "plain", textContent: text, onclick })

/** Return nodes for a text split into [part, whether it is marked]. */
const markedNodes = (parts) =>
  parts.map(([text, isMarked]) => (isMarked ? make("mark", { textContent: text }) : text))
