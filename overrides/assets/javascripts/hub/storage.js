// What is stored on the reader's device. Nothing is sent anywhere.

/** Return a stored value; if the browser stores nothing, the value lasts as long as the page. */
function storedValue(name) {
  const key = `rollehub:${home.pathname}:${name}`
  let value = null
  let canStore = true
  const attempt = (action) => {
    try {
      if (canStore) action()
    } catch {
      canStore = false
    }
  }
  return {
    // Read every time, because another tab may have changed it.
    get() {
      attempt(() => (value = localStorage.getItem(key)))
      return value
    },
    set(next) {
      value = next
      attempt(() => (next === null ? localStorage.removeItem(key) : localStorage.setItem(key, next)))
    },
  }
}

const storedRole = storedValue("role")
const storedLanguage = storedValue("language")
const storedSlash = storedValue("slash") // "off" if the key «/» must not open the search
