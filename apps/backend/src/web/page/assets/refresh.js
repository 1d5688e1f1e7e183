// Loads what the page shows anew every few seconds, as long as somebody can see it and is not in the middle of something.
// Without this script the page shows what it showed when it was opened.
const EVERY_MS = 4000

const main = document.getElementById('main')
const freshness = document.getElementById('freshness')

setInterval(() => {
  if (document.visibilityState === 'visible' && !isInUse()) void refresh()
}, EVERY_MS)

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, redirect: 'error' })
    if (!answer.ok) throw new Error(`${answer.status}`)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.getElementById('main')
    if (fresh === null || isInUse()) return
    // What has not changed is left alone, so that whoever listens to the page is not told it again.
    if (fresh.innerHTML !== main.innerHTML) main.replaceChildren(...fresh.childNodes)
    say('')
  } catch (error) {
    say(`Not up to date: the backend does not answer (${error instanceof Error ? error.message : 'no reason'}).`)
  }
}

function isInUse() {
  const active = document.activeElement
  const isTyping = active !== null && main.contains(active) && /^(INPUT|SELECT|BUTTON)$/.test(active.tagName)
  return isTyping || String(getSelection()) !== ''
}

function say(text) {
  if (freshness.textContent !== text) freshness.textContent = text
}
