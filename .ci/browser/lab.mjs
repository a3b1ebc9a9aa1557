// What the walks through the pages share: a browser, what is measured of a page, mails, and keys that sign.
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { launch, tell, watchedPage } from './browser.mjs'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const password = 'violet harbour sings to nobody'
export const CODE = /\b(\d{8})\b/
export const TOKEN = /password\/reset#token=([\w-]{43})/

/**
 * @param base of the server
 * @param folder for pictures, if any are wanted
 */
export async function openLab(base, folder) {
  if (folder) await mkdir(folder, { recursive: true })
  const browser = await launch()
  const at = (page, path) => page.waitForURL((url) => url.pathname === new URL(base + path).pathname)

  /** What the newest mail to this address says by this pattern, waiting for it. */
  async function mailed(address, pattern, but = '') {
    for (let n = 0; n < 300; n += 1) {
      const { items } = await (await fetch(`${base}/dev/mail`, { headers: { Accept: 'application/json' } })).json()
      const found = items.filter((mail) => mail.to.includes(address)).map((mail) => pattern.exec(mail.text)?.[1])
      const newest = found.find((each) => each && each !== but)
      if (newest) return newest
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`no mail to ${address} with ${pattern}`)
  }

  /** axe cannot run where nothing runs: it gets the same page in a browser that lets it, and the page nothing. */
  async function twinOf(page) {
    const context = await browser.newContext({ viewport: page.viewportSize() })
    const twin = await context.newPage()
    const [body, url] = [await page.content(), page.url()]
    await twin.route(url, (route) =>
      route.fulfill({ body, contentType: 'text/html', headers: { 'Content-Security-Policy': "script-src 'none'" } }))
    await twin.goto(url)
    return twin
  }

  async function checkWithAxe(page, name) {
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => window.axe.run())
    const bad = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
    const what = bad.map(({ id, nodes }) => `${id} at ${nodes.map(({ html }) => html).join(' and ')}`)
    tell(bad.length === 0, `${name}: axe finds no serious fault`, what.join(' | '))
  }

  /** Nothing sticks out to the side, nothing is hard to read, hear or press; and pictures, if they are wanted. */
  async function look(page, name, scripted = true) {
    const seen = scripted ? page : await twinOf(page)
    const wide = await seen.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    tell(wide <= 0, `${name}: fits the window`, wide > 0 ? `${wide} pixels too wide` : '')
    for (const colorScheme of ['light', 'dark']) {
      await seen.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await checkWithAxe(seen, `${name}, ${colorScheme}`)
      if (folder) {
        const { width } = page.viewportSize()
        const path = `${folder}/${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`
        await seen.screenshot({ path, fullPage: true })
      }
    }
    await (scripted ? seen.emulateMedia({ colorScheme: 'light', reducedMotion: null }) : seen.context().close())
  }

  return { browser, base, at, mailed, look, tell, authenticator, watchedPage: () => watchedPage(browser, base) }
}

/** An authenticator of software, with its user at hand. What was asked for while he was away stays unanswered. */
export async function authenticator(page) {
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
    away: (isAway) => cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: !isAway }),
    credentials: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  }
}

/** Signs somebody up on the pages, with a passkey of the page's authenticator or with the password. */
export async function signedUp(lab, page, email, way = 'passkey', name = '') {
  await page.goto(`${lab.base}/sign-up`)
  await page.fill('#email', email)
  await page.fill('#name', name)
  await page.click('main button[type=submit]')
  await lab.at(page, '/sign-up/code')
  await page.fill('#code', await lab.mailed(email, CODE))
  await page.click('main button[type=submit]')
  await lab.at(page, '/sign-up/finish')
  if (way === 'passkey') {
    await page.click('#passkey button')
  } else {
    await page.fill('#password', password)
    await page.click('section[aria-labelledby=with-password] button[type=submit]')
  }
  await lab.at(page, '/account')
}
