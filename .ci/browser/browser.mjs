// A real browser, and pages that are watched: what they complain of, what their policy blocks, and whom
// they ask for anything.
import { chromium } from 'playwright-core'

/** A browser of this machine; CHROMIUM in the environment names another one. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A new page in a profile of its own, and what is seen of it. Opens nothing yet. */
export async function watchedPage(browser, base) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const seen = { complaints: [], blocked: [], elsewhere: [], failed: [], asked: [] }
  await context.exposeBinding('reportBlocked', (_, violation) => seen.blocked.push(violation))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.reportBlocked(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  const page = await context.newPage()
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type())) seen.complaints.push(`${line.type()}: ${line.text()}`)
  })
  page.on('pageerror', (error) => seen.complaints.push(`uncaught: ${error.message}`))
  const origin = new URL(base).origin
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (['data:', 'blob:'].includes(url.protocol)) return
    seen.asked.push(url.pathname)
    if (url.origin !== origin) seen.elsewhere.push(url.href)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) seen.failed.push(`${response.status()} ${response.url()}`)
  })
  context.on('requestfailed', (request) => seen.failed.push(`failed ${request.url()}`))
  return { page, seen, close: () => context.close() }
}

let cases = 0
let wrong = 0

/** One line for each case. */
export function tell(holds, name, what = '') {
  cases += 1
  wrong += holds ? 0 : 1
  console.log(`${holds ? 'ok   ' : 'WRONG'} ${name}${what === '' ? '' : `: ${what}`}`)
}

/** Nobody complained, nothing was blocked, nobody else was asked. */
export function tellQuiet(name, seen) {
  tell(seen.complaints.length === 0, `${name}: nothing in the console`, seen.complaints.join(' | '))
  tell(seen.blocked.length === 0, `${name}: nothing blocked by the policy`, seen.blocked.join(' | '))
  tell(seen.failed.length === 0, `${name}: everything it asked for was there`, seen.failed.join(' | '))
  tell(seen.elsewhere.length === 0 && seen.asked.length > 3, `${name}: asked this server alone`, seen.elsewhere.join(' | ') || `${seen.asked.length} times`)
}

/** Says how it went, and ends the process with 1 when something was wrong. */
export function finish() {
  console.log(`${cases} cases, ${wrong} wrong`)
  process.exitCode = wrong === 0 && cases > 0 ? 0 : 1
}
