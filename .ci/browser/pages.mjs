// Lives the life of an account through the pages, in a real browser against a running server in local mode: with a
// passkey at 1280 pixels, with a password and no JavaScript at 360, and by keyboard alone. axe looks at every page.
// One line for each case; exits 1 when one came out otherwise than expected.
//
//   node pages.mjs <base url> [folder for screenshots]
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { finish, launch, tell, watchedPage } from './browser.mjs'

const base = process.argv[2]?.replace(/\/$/, '')
const folder = process.argv[3]
if (!base) {
  console.error('usage: node pages.mjs <base url> [folder for screenshots]')
  process.exit(2)
}
if (folder) await mkdir(folder, { recursive: true })

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const password = 'violet harbour sings to nobody'
const browser = await launch()

/** What the newest mail to this address says by this pattern, waiting for it. */
async function mailed(address, pattern, but = '') {
  for (let n = 0; n < 200; n += 1) {
    const { items } = await (await fetch(`${base}/dev/mail`, { headers: { Accept: 'application/json' } })).json()
    const found = items.filter((mail) => mail.to.includes(address)).map((mail) => pattern.exec(mail.text)?.[1])
    const newest = found.find((each) => each && each !== but)
    if (newest) return newest
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail to ${address} with ${pattern}`)
}

const CODE = /\b(\d{8})\b/
const TOKEN = /password\/reset#token=([\w-]{43})/

/** Nothing sticks out to the side, nothing is hard to read, hear or press; and pictures, if they are wanted. */
async function look(page, name, scripted = true) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth).catch(() => 0)
  tell(wide <= 0, `${name}: fits the window`, wide > 0 ? `${wide} pixels too wide` : '')
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    if (scripted) {
      await page.evaluate(axe)
      const { violations } = await page.evaluate(() => window.axe.run())
      const bad = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
      const what = bad.map(({ id, nodes }) => `${id} at ${nodes.map(({ html }) => html).join(' and ')}`)
      tell(bad.length === 0, `${name}, ${colorScheme}: axe finds no serious fault`, what.join(' | '))
    }
    if (folder) {
      const { width } = page.viewportSize()
      await page.screenshot({ path: `${folder}/${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`, fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

async function authenticator(page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    pause: (enabled) => cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: !enabled }),
  }
}

const at = (page, path) => page.waitForURL((url) => url.pathname === new URL(base + path).pathname)

async function withPasskey() {
  const watched = await watchedPage(browser, base)
  const { page, seen } = watched
  const key = await authenticator(page)
  const email = `passkey${Date.now()}@example.com`

  await page.goto(base)
  await look(page, 'front')
  await page.click('main a.button')
  await at(page, '/sign-up')
  await look(page, 'sign-up')
  await page.fill('#email', email)
  await page.fill('#name', 'Ada Lovelace')
  await page.click('main button[type=submit]')
  await at(page, '/sign-up/code')
  await look(page, 'code')
  await page.fill('#code', '00000000')
  await page.click('main button[type=submit]')
  await page.waitForSelector('#fault')
  await look(page, 'code refused')
  await page.fill('#code', await mailed(email, CODE))
  await page.click('main button[type=submit]')
  await at(page, '/sign-up/finish')
  await page.waitForSelector('#passkey:not([hidden])')
  await look(page, 'finish')
  await page.click('#passkey button')
  await at(page, '/account')
  tell((await page.textContent('#email')) === email, 'passkey: an account is made with it, and signed in')
  await look(page, 'account')

  await key.pause(true)
  await page.click('main button[value=here]')
  await at(page, '/sign-in')
  await page.waitForSelector('#passkey:not([hidden])')
  tell((await page.textContent('[role=status]')).includes('signed out'), 'passkey: signing out is told')
  const left = (await page.context().cookies()).map(({ name }) => name).filter((name) => !name.endsWith('device'))
  tell(left.every((name) => name.endsWith('registration')), 'passkey: no secret stays in the browser', left.join(', '))
  await look(page, 'sign-in signed out')
  await page.goto(`${base}/account`)
  await at(page, '/sign-in')
  tell(page.url().endsWith('return_to=%2Faccount'), 'passkey: the account leads to where one signs in', page.url())

  // In this order: at the field the browser would offer it at once.
  await page.click('#passkey button')
  await key.pause(false)
  await at(page, '/account')
  tell(true, 'passkey: signs in')
  await page.click('main button[value=everywhere]')
  await at(page, '/sign-in')
  await at(page, '/account').catch(() => {})
  tell(page.url().endsWith('/account'), 'passkey: is offered by the browser at the field, and signs in')

  tell(seen.blocked.length === 0, 'passkey: nothing blocked by the policy', seen.blocked.join(' | '))
  tell(seen.elsewhere.length === 0, 'passkey: asked this server alone', seen.elsewhere.join(' | '))
  const complaints = seen.complaints.filter((each) => !each.includes('status of 422'))
  tell(complaints.length === 0, 'passkey: nothing in the console', complaints.join(' | '))
  // The styles of mails are blocked, and the browser says so.
  await page.goto(`${base}/dev/mail`)
  await look(page, 'inbox')
  await watched.close()
}

async function withoutScript() {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const email = `plain${Date.now()}@example.com`
  const press = async () => {
    await Promise.all([page.waitForNavigation(), page.click('main form button')])
  }

  await page.goto(`${base}/account`)
  await at(page, '/sign-in')
  await look(page, 'plain sign-in', false)
  await page.goto(`${base}/sign-up`)
  await page.fill('#email', email)
  await press()
  await look(page, 'plain code', false)
  await page.fill('#code', ` ${await mailed(email, CODE)} `)
  await press()
  await page.fill('#password', 'password')
  await press()
  tell((await page.textContent('#fault')).includes('common'), 'no JavaScript: a weak password is refused with its reason')
  await look(page, 'plain finish refused', false)
  await page.fill('#password', password)
  await press()
  await at(page, '/account')
  await look(page, 'plain account', false)
  tell((await page.textContent('#email')) === email, 'no JavaScript: an account is made with a password')
  await press()
  await at(page, '/sign-in')
  await page.fill('#email', email)
  await press()
  tell((await page.inputValue('#email')) === email, 'no JavaScript: the address stays in its field')
  await page.fill('#password', 'not it')
  await press()
  tell((await page.textContent('#fault')).includes('do not belong together'), 'no JavaScript: a wrong one is refused')
  await look(page, 'plain sign-in refused', false)
  await page.fill('#password', password)
  await press()
  await at(page, '/account')
  tell(true, 'no JavaScript: the right one signs in')

  await context.clearCookies()
  await page.goto(`${base}/password/forgotten`)
  await look(page, 'plain forgotten', false)
  await page.fill('#email', email)
  await press()
  await look(page, 'plain forgotten sent', false)
  await page.click('text=I have the code')
  await at(page, '/password/reset')
  await page.fill('#token', await mailed(email, TOKEN))
  await look(page, 'plain reset', false)
  await page.fill('#password', `${password} twice`)
  await press()
  tell((await page.textContent('#said')).startsWith('Done'), 'no JavaScript: a forgotten one is set anew')
  await look(page, 'plain reset done', false)
  await context.close()
  return email
}

/** Presses keys and nothing else. */
async function byKeyboard(email) {
  const watched = await watchedPage(browser, base)
  const { page, seen } = watched
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(`${base}/sign-in?return_to=https://evil.example/`)
  await page.waitForSelector('#passkey:not([hidden])')
  await look(page, 'narrow sign-in')
  await page.keyboard.type(email)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#password')
  await page.keyboard.type(`${password} twice`)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  tell((await page.getAttribute('#password', 'type')) === 'text', 'keyboard: the password can be shown')
  await look(page, 'narrow sign-in password')
  await page.focus('#password')
  await page.keyboard.press('Enter')
  await at(page, '/account')
  tell(page.url() === `${base}/account`, 'keyboard: signed in, and led to a page of ours', page.url())
  await look(page, 'narrow account')
  await page.keyboard.press('Tab')
  const first = await page.evaluate(() => document.activeElement.className)
  tell(first === 'skip', 'keyboard: the first stop skips to the page', first)
  for (const name of ['account/keep', 'account/not-me', 'account/recovery', 'account/address', 'password/reset']) {
    await page.goto(`${base}/${name}#token=abc`)
    tell((await page.inputValue('#token')) === 'abc', `${name}: takes the token of a link`)
    await page.goto(`${base}/health`)
    await page.goto(`${base}/${name}#abcdef`)
    tell((await page.inputValue('#token')) === 'abcdef', `${name}: takes the token of an old link`)
    tell(page.url() === `${base}/${name}`, `${name}: the address no longer has it`)
    await look(page, name.replace('/', ' '))
  }
  await page.context().clearCookies()
  const german = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 } })
  const other = await german.newPage()
  await other.goto(`${base}/sign-up`)
  tell((await other.textContent('h1')) === 'Konto anlegen', 'German is spoken')
  await look(other, 'german sign-up')
  await german.close()
  tell(seen.blocked.length === 0, 'keyboard: nothing blocked by the policy', seen.blocked.join(' | '))
  await watched.close()
}

await withPasskey()
await byKeyboard(await withoutScript())
await browser.close()
finish()
