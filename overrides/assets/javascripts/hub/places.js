// Addresses on this site, and the parts of a page that they name.

/** The site's root; this script is two folders below it. */
const root = new URL("../../", document.currentScript.src)

/** The root of the whole site; in an edition in another language it is above that of the edition. */
const home = new URL(document.body.dataset.home ?? "", root)

/** What the address of a folder needs at its end: nothing on a server, a file in a copy on a disk. */
const indexFile = document.body.dataset.index ?? ""

/** Return the address of a path from the site's root. */
function addressOf(path) {
  return new URL(path.replace(/(^|\/)(?=#|$)/, `$1${indexFile}`), root).href
}

/** Return the element that the address names, or null. `:target` is not set before the page is drawn. */
function namedElement() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)))
  } catch {
    return null // not a valid fragment, such as «#%»
  }
}

/** Return the answer on a role's page that the address names, or null. */
const namedAnswer = () => namedElement()?.closest("article[data-roles]") ?? null

/** Move the keyboard and the screen reader to the element that the address names. */
function focusTarget() {
  const target = namedAnswer() ?? namedElement()
  if (!target?.parentElement.closest("main")) return
  if (target.tabIndex < 0) target.tabIndex = -1
  target.focus({ preventScroll: true })
}
