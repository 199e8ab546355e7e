// Keeps a page of the preview new: reloads it where it was scrolled to, or swaps only its styles.

const { dataset } = document.currentScript
const kept = "rollehub:preview"

/** Return to where the reader was when the page reloaded itself. */
function restoreScroll() {
  const { page, x, y } = JSON.parse(sessionStorage.getItem(kept) ?? "{}")
  sessionStorage.removeItem(kept)
  if (page !== location.pathname) return
  history.scrollRestoration = "manual"
  addEventListener("load", () => {
    scrollTo({ left: x, top: y, behavior: "instant" })
    history.scrollRestoration = "auto"
  })
}

function reload() {
  sessionStorage.setItem(kept, JSON.stringify({ page: location.pathname, x: scrollX, y: scrollY }))
  location.reload()
}

/** Load every stylesheet anew; the old one stays until the new one is there. */
function swapStyles(number) {
  for (const old of document.querySelectorAll("link[rel=stylesheet]")) {
    const fresh = old.cloneNode()
    const address = new URL(old.href)
    address.searchParams.set("preview", number)
    fresh.href = address
    fresh.addEventListener("load", () => old.remove())
    fresh.addEventListener("error", () => fresh.remove())
    old.after(fresh)
  }
}

let events = null
/** Listen while the page is seen: browsers allow few connections, and readers have many tabs. */
function listen() {
  events?.close()
  events = null
  if (document.visibilityState !== "visible") return
  events = new EventSource(`${dataset.events}?since=${dataset.number}`)
  events.addEventListener("reload", reload)
  events.addEventListener("styles", ({ data }) => {
    dataset.number = data
    swapStyles(data)
  })
}

restoreScroll()
document.addEventListener("visibilitychange", listen)
addEventListener("pagehide", () => events?.close())
addEventListener("pageshow", listen)
