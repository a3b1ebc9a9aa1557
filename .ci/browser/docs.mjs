// Opens the documentation of a running server in local mode: it is complete, runs under its policy, and
// works. One line for each case; exits 1 when one came out otherwise than expected.
//
//   node docs.mjs <base url> [folder for pictures]
import { finish, launch, tell, tellQuiet, watchedPage } from './browser.mjs'

const [base, pictures] = [process.argv[2]?.replace(/\/$/, ''), process.argv[3]]
if (!base) {
  console.error('usage: node docs.mjs <base url> [folder for pictures]')
  process.exit(2)
}

const told = await (await fetch(`${base}/openapi.json`)).json()
const operations = Object.entries(told.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method, path, ...operation })),
)
/** Until there are as many as there should be, or it takes too long; then the cases tell. */
async function drawn(page, selector) {
  const all = ([what, least]) => document.querySelectorAll(what).length >= least
  await page.waitForFunction(all, [selector, operations.length], { timeout: 60_000 }).catch(() => {})
}

const sorted = (list) => [...list].sort().join('\n')
const expected = sorted(operations.map(({ method, path }) => `${method} ${path}`))

/** What a stranger's markup would try: it must not run, and must be reported. */
async function injected(page) {
  return page.evaluate(() => {
    window.ran = []
    const script = document.createElement('script')
    script.textContent = 'window.ran.push("inline script")'
    document.body.append(script)
    const image = document.createElement('img')
    image.setAttribute('onerror', 'window.ran.push("handler")')
    image.src = 'data:image/png,nothing'
    document.body.append(image)
    const foreign = document.createElement('script')
    foreign.src = '/assets/none.js'
    document.body.append(foreign)
    fetch('https://elsewhere.example/').then(() => window.ran.push('request to elsewhere'), () => {})
    return new Promise((resolve) => setTimeout(() => resolve(window.ran), 500))
  })
}

async function tellBlocked(name, { page, seen }) {
  seen.blocked.length = 0
  const ran = await injected(page)
  tell(ran.length === 0, `${name}: what is injected does not run`, ran.join(', '))
  const scripts = seen.blocked.filter((line) => line.startsWith('script-src'))
  tell(scripts.length >= 3, `${name}: and is reported as blocked`, scripts.join(' | '))
  const calls = seen.blocked.filter((line) => line.startsWith('connect-src'))
  tell(calls.length === 1, `${name}: and so is a call to elsewhere`, calls.join(' | '))
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}

async function swaggerUi(browser) {
  const watched = await watchedPage(browser, base)
  const { page, seen } = watched
  await page.goto(`${base}/docs`)
  await drawn(page, '.opblock')
  const shown = await page.$$eval('.opblock', (blocks) =>
    blocks.map((block) => {
      const method = block.querySelector('.opblock-summary-method').textContent.toLowerCase()
      return `${method} ${block.querySelector('[data-path]').dataset.path}`
    }),
  )
  tell(sorted(shown) === expected, 'docs: every operation is there, and no other', `${shown.length}`)
  await picture(page, 'docs')

  const opened = []
  for (const block of await page.$$('.opblock')) {
    await block.$eval('.opblock-summary-control', (control) => control.click())
    opened.push(await block.waitForSelector('.responses-table .response').then(() => true, () => false))
    // The page reads the whole document again for each that stays open.
    await block.$eval('.opblock-summary-control', (control) => control.click())
  }
  const faults = await page.$$eval('.errors-wrapper, .version-pragma__message', (all) => all.length)
  const whole = opened.length === operations.length && opened.every(Boolean)
  tell(whole && faults === 0, 'docs: every operation opens', `${opened.filter(Boolean).length}`)

  const register = page.locator('[id$="-postAuthRegister"]')
  await register.locator('.opblock-summary-control').click()
  await register.locator('.try-out__btn').click()
  await register.locator('textarea').first().fill(JSON.stringify({ email: `docs-${Date.now()}@example.com`, name: 'Ada' }))
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await register.locator('.execute').click()
  const response = await answer
  tell(response.status() === 202, 'docs: registering by Execute is answered', `${response.status()}`)
  const live = register.locator('.live-responses-table .response-col_status')
  await live.getByText('202').waitFor()
  const body = await register.locator('.live-responses-table tbody .response-col_description').textContent()
  tell(body.includes('registration_id'), 'docs: and the answer is shown')
  await register.scrollIntoViewIfNeeded()
  await picture(page, 'docs-execute')
  tellQuiet('docs', seen)
  await tellBlocked('docs', watched)
  await watched.close()
}

async function redoc(browser) {
  const watched = await watchedPage(browser, base)
  const { page, seen } = watched
  await page.goto(`${base}/redoc`)
  await drawn(page, '[data-section-id*="/operation/"]')
  const shown = await page.$$eval('[data-section-id*="/operation/"]', (sections) =>
    sections.map((section) => section.id.split('/').at(-1)),
  )
  const ids = operations.map(({ operationId }) => operationId)
  tell(sorted(new Set(shown)) === sorted(ids), 'redoc: every operation is there, and no other', `${new Set(shown).size}`)
  const headings = await page.$$eval('h2', (all) => all.map((heading) => heading.textContent.trim()))
  tell(operations.every(({ summary }) => headings.includes(summary)), 'redoc: by its summary')
  await picture(page, 'redoc')

  await page.fill('input[placeholder*="Search"]', 'password')
  const found = page.locator('[data-role="search:results"] li')
  await found.first().waitFor()
  tell((await found.count()) > 0, 'redoc: the search finds something', `${await found.count()}`)
  await picture(page, 'redoc-search')
  const styled = await page.$eval('h1', (heading) => getComputedStyle(heading).color)
  tell(styled !== 'rgb(0, 0, 0)', 'redoc: its styles are applied', styled)
  tellQuiet('redoc', seen)
  await tellBlocked('redoc', watched)
  await watched.close()
}

const browser = await launch()
try {
  await swaggerUi(browser)
  await redoc(browser)
} finally {
  await browser.close()
}
finish()
