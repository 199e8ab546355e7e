// The browser's own store. Nothing is stored before the reader says so.

/** Return the store of one form. `onFailure` is told when the browser stores nothing (more). */
function storeOf(root, onFailure) {
  const key = `rollehub:${root.pathname}:${definition.kind}:${definition.id}`
  const attempt = (action) => {
    try {
      return action()
    } catch {
      onFailure()
      return null
    }
  }
  return {
    key,
    read: () => attempt(() => localStorage.getItem(key)),
    /** Returns whether it worked. */
    write: (text) => attempt(() => (localStorage.setItem(key, text), true)) === true,
    remove: () => attempt(() => localStorage.removeItem(key)),
  }
}

/** Return a function that does something at most once in so many milliseconds, and one that does it now. */
function atMostEvery(milliseconds, action) {
  let waiting = 0
  const now = () => {
    clearTimeout(waiting)
    waiting = 0
    action()
  }
  return { soon: () => (waiting ||= setTimeout(now, milliseconds)), now: () => waiting && now() }
}
