// Small improvements to a page: its header, its contents, its links and its dates.

/** Keep the header's last row, with the search and the roles, in view while the page scrolls. */
function keepHeader() {
  const header = document.querySelector(".top")
  const measure = () => {
    const above = menuLabel.getBoundingClientRect().top - header.getBoundingClientRect().top
    const over = Math.max(0, above - 8)
    const { style } = document.documentElement
    style.setProperty("--header-over", `${over}px`)
    style.setProperty("--header-bar", `${header.offsetHeight - over}px`)
  }
  header.classList.add("top--stays")
  new ResizeObserver(measure).observe(header)
  measure()
}

/** Open the table of contents where there is room beside the answers. */
function openContents() {
  const isWide = window.matchMedia("(min-width: 60rem)").matches
  for (const part of document.querySelectorAll(".contents details")) part.open = isWide
}

/** Let the keyboard skip the boxes of wide tables that have nothing to scroll. */
function skipTablesThatFit() {
  const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const overflows = target.scrollWidth > target.clientWidth
      if (overflows) target.tabIndex = 0
      else target.removeAttribute("tabindex")
    }
  })
  for (const box of document.querySelectorAll(".table")) watcher.observe(box)
}

/** Let «Lenke hit» copy the full address; the link and a screen reader's status say so for three seconds. */
function copyLinks() {
  if (!navigator.clipboard) return
  const status = document.createElement("p")
  status.className = "hidden"
  status.setAttribute("role", "status")
  document.body.append(status)
  let resetting
  let reset = () => {}
  const report = (name) => {
    clearTimeout(resetting)
    reset()
    status.textContent = _("Lenken er kopiert")
    name.textContent = _("Kopiert")
    reset = () => {
      status.textContent = ""
      name.textContent = _("Kopier lenke")
    }
    resetting = setTimeout(() => reset(), 3000)
  }
  for (const link of document.querySelectorAll("a.permalink")) {
    link.firstChild.textContent = _("Kopier lenke")
    link.addEventListener("click", async (event) => {
      event.preventDefault()
      try {
        await navigator.clipboard.writeText(link.href)
      } catch {
        location.assign(link.href)
        return
      }
      report(link.firstChild)
    })
  }
}

/** Go to the answer if the address names its entry in the contents of a role with many answers. */
function followContents() {
  const entry = namedElement()?.closest(".entries li")
  if (entry) location.replace(entry.querySelector("a").href)
}

/** Warn when the nightly link check has not run for three days. */
function warnOfStaleCheck() {
  const checked = document.querySelector("time[data-checked]")
  const warning = document.querySelector("[data-stale]")
  if (!checked || !warning) return
  const days = (Date.now() - Date.parse(checked.dateTime)) / 86_400_000
  warning.hidden = days <= 3
}

/** Say that an answer should be reviewed, from the day it is due. */
function warnOfOldAnswers() {
  const today = new Date().toLocaleDateString("sv")
  for (const label of document.querySelectorAll("[data-due]")) {
    if (label.dataset.due > today) continue
    label.textContent = _("Bør gjennomgås. Frist:")
    label.parentElement.classList.add("review--late")
  }
}
