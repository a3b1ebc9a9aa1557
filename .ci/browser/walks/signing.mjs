// Looks after the ways in: a password that is judged while it is typed, a passkey that the browser makes beside a
// sign-in, passkeys added, renamed and removed, showing again that it is you, another password; and all of that but
// passkeys without JavaScript at 360 pixels.
import { CODE, password as FIRST } from '../lab.mjs'

const SECOND = 'seven lanterns argue with snow'

/** What the page's script does that a browser without a password manager does not, and what it tells whom. */
function pretend() {
  const create = navigator.credentials.create.bind(navigator.credentials)
  window.made = []
  window.signals = []
  PublicKeyCredential.getClientCapabilities = async () => ({ conditionalCreate: true })
  navigator.credentials.create = ({ mediation, publicKey }) => {
    window.made.push(mediation ?? 'asked')
    return create({ publicKey })
  }
  for (const name of ['signalAllAcceptedCredentials', 'signalCurrentUserDetails']) {
    const real = PublicKeyCredential[name]?.bind(PublicKeyCredential)
    PublicKeyCredential[name] = async (options) => {
      await real?.(options)
      window.signals.push({ name, ...options })
    }
  }
}

/** Authenticators of one page, plugged in one at a time. */
async function keysOf(page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  }
  return {
    plugIn: async () => (await cdp.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId,
    unplug: (authenticatorId) => cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
    count: async (authenticatorId) =>
      (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}

/** Presses what leads to another page, and waits until that is there. */
async function press(page, selector, path, base) {
  const there = new URL(base + path)
  await Promise.all([
    page.waitForURL((url) => url.pathname === there.pathname && url.search === there.search),
    page.click(selector),
  ])
}

const says = (page, selector, words) =>
  page.waitForFunction(
    ([where, what]) => document.querySelector(where)?.textContent.includes(what),
    [selector, words],
  )

async function signUp({ base, mailed, at, tell, look }, page, email) {
  await page.goto(`${base}/sign-up`)
  await page.fill('#email', email)
  await page.click('main form button')
  await at(page, '/sign-up/code')
  await page.fill('#code', await mailed(email, CODE))
  await page.click('main form button')
  await at(page, '/sign-up/finish')
  await page.fill('#password', 'iloveyou')
  await says(page, '#strength', 'common one')
  tell(true, 'signing: a weak password is told of while it is typed')
  await look(page, 'finish weak')
  await page.fill('#password', email)
  await says(page, '#strength', 'a name or an address')
  tell(true, 'signing: and one that is made of the address')
  await page.fill('#password', FIRST)
  await says(page, '#strength', 'is good')
  await look(page, 'finish good')
  await page.click('section:has(#password) form button[type=submit]')
  await at(page, '/account')
}

async function upgraded({ base, at, tell, look }, page, email) {
  tell((await page.evaluate(() => window.made)).length === 0, 'signing: no passkey is made beside a sign-up')
  await page.click('main button[value=here]')
  await at(page, '/sign-in')
  await page.fill('#email', email)
  await page.click('main form button')
  await page.waitForSelector('#password')
  await page.fill('#password', FIRST)
  await page.click('main form button[type=submit]')
  await at(page, '/account')
  await says(page, '#upgrade .said', 'made a passkey')
  const made = await page.evaluate(() => window.made.join())
  tell(made === 'conditional', 'signing: a passkey is made beside a sign-in with a password', made)
  await look(page, 'account upgraded')
  await page.goto(`${base}/account`)
  tell((await page.locator('#upgrade').count()) === 0, 'signing: and no second one')
}

async function looksAfterPasskeys({ base, at, tell, look }, page, keys, laptop) {
  await page.click('nav.rooms a[href$="/account/passkeys"]')
  await at(page, '/account/passkeys')
  await page.waitForSelector('#add:not([hidden])')
  tell((await page.locator('.cards > li').count()) === 1, 'passkeys: the one that was made is listed')
  tell((await page.locator('#scriptless').count()) === 0, 'passkeys: nobody with JavaScript is told to have it')
  await look(page, 'passkeys')

  await page.click('#add button')
  await says(page, '#add .said', 'there already')
  tell(true, 'passkeys: an authenticator that has one is told so')
  await look(page, 'passkeys excluded')

  await page.click('.cards summary >> nth=0')
  await page.fill('.cards input[name=name]', '  ')
  await press(page, '.cards form[action$=rename] button', '/account/passkeys/rename', base)
  tell((await page.locator('.cards details[open] [aria-invalid]').count()) === 1, 'passkeys: no name is refused at its field')
  await look(page, 'passkeys refused')
  await page.fill('.cards input[name=name]', '<b>Laptop</b>')
  await press(page, '.cards form[action$=rename] button', '/account/passkeys?said=renamed', base)
  tell((await page.textContent('.cards h2')) === '<b>Laptop</b>', 'passkeys: it has its new name, as text')
  await page.waitForFunction(() => window.signals.length === 2)
  const [accepted, details] = await page.evaluate(() => window.signals)
  const all = accepted.name === 'signalAllAcceptedCredentials' && accepted.allAcceptedCredentialIds.length === 1
  tell(all && accepted.rpId === new URL(base).hostname, 'passkeys: the browser hears which are good')
  tell(details.name && details.displayName && details.userId === accepted.userId, 'passkeys: and what the user is called')
  tell((await keys.count(laptop)) === 1, 'passkeys: nothing is lost by that')

  await keys.unplug(laptop)
  const phone = await keys.plugIn()
  await page.route('**/registration-options', (route) =>
    route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"code":"reauthentication_required"}' }),
  )
  await page.click('#add button')
  await at(page, '/reauthenticate')
  await page.unroute('**/registration-options')
  tell(new URL(page.url()).searchParams.get('return_to') === '/account/passkeys', 'passkeys: a stale sign-in is shown again first')
  await page.waitForSelector('#passkey:not([hidden])')
  await look(page, 'reauthenticate')
  await page.fill('#password', 'not it')
  await page.click('main form button[type=submit]')
  await page.waitForSelector('#fault')
  await look(page, 'reauthenticate refused')
  await page.fill('#password', FIRST)
  await press(page, 'main form button[type=submit]', '/account/passkeys', base)
  tell(true, 'passkeys: the password leads back')

  await page.waitForSelector('#add:not([hidden])')
  await press(page, '#add button', '/account/passkeys?said=added', base)
  tell((await page.locator('.cards > li').count()) === 2, 'passkeys: a second one is added')
  await look(page, 'passkeys added')
  await page.goto(`${base}/reauthenticate?return_to=/account/passkeys`)
  await page.waitForSelector('#passkey:not([hidden])')
  await press(page, '#passkey button', '/account/passkeys', base)
  tell((await keys.count(phone)) === 1, 'passkeys: showing one leads back too')

  await page.click('.cards > li:nth-child(2) summary >> nth=1')
  await look(page, 'passkeys removing')
  await press(page, '.cards > li:nth-child(2) form[action$=remove] button', '/account/passkeys?said=removed', base)
  tell((await page.locator('.cards > li').count()) === 1, 'passkeys: it is removed')
  await page.waitForFunction(() => window.signals.length === 2)
  tell((await keys.count(phone)) === 0, 'passkeys: and whoever kept it has let it go')
  await press(page, 'form[action$=others] button', '/account/passkeys?said=ended', base)
  await look(page, 'passkeys ended')
}

async function changesPassword({ base, at, tell, look }, page) {
  await page.goto(`${base}/.well-known/change-password`)
  await at(page, '/account/password')
  await look(page, 'password')
  await page.fill('#wanted', 'qwertyuiop')
  await says(page, '#strength', 'password')
  await press(page, 'main form button[type=submit]', '/account/password', base)
  await page.waitForSelector('#wanted-fault')
  await look(page, 'password refused')
  await page.fill('#wanted', SECOND)
  await says(page, '#strength', 'is good')
  tell((await page.locator('[role=alert]').count()) === 0, 'password: what was wrong with the one before is gone')
  await press(page, 'main form button[type=submit]', '/account/password?said=changed', base)
  tell((await page.textContent('[role=status]')).startsWith('Done'), 'password: it is another one, and the browser goes on')
  await look(page, 'password changed')
}

async function withScript(lab, email) {
  const watched = await lab.watchedPage()
  const { page, seen } = watched
  await page.addInitScript(pretend)
  const keys = await keysOf(page)
  const laptop = await keys.plugIn()
  await signUp(lab, page, email)
  await upgraded(lab, page, email)
  await looksAfterPasskeys(lab, page, keys, laptop)
  await changesPassword(lab, page)
  lab.tell(seen.blocked.length === 0, 'signing: nothing blocked by the policy', seen.blocked.join(' | '))
  lab.tell(seen.elsewhere.length === 0, 'signing: asked this server alone', seen.elsewhere.join(' | '))
  const complaints = seen.complaints.filter((each) => !/status of (401|422)/.test(each))
  lab.tell(complaints.length === 0, 'signing: nothing in the console', complaints.join(' | '))
  await watched.close()
}

async function withoutScript({ browser, base, at, tell, look }, email) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto(`${base}/account/passkeys`)
  await at(page, '/sign-in')
  await page.fill('#email', email)
  await press(page, 'main form button', '/sign-in', base)
  await page.fill('#password', SECOND)
  await press(page, 'main form button[type=submit]', '/account/passkeys', base)
  tell(await page.isVisible('#scriptless'), 'no JavaScript: what adding needs is told')
  await look(page, 'plain passkeys', false)
  await page.click('.cards summary >> nth=0')
  await page.fill('.cards input[name=name]', 'Old laptop')
  await press(page, '.cards form[action$=rename] button', '/account/passkeys?said=renamed', base)
  tell((await page.textContent('.cards h2')) === 'Old laptop', 'no JavaScript: a passkey is renamed')
  await page.goto(`${base}/reauthenticate?return_to=/account/passkeys`)
  await look(page, 'plain reauthenticate', false)
  await page.fill('#password', 'not it')
  await press(page, 'main form button[type=submit]', '/reauthenticate', base)
  tell((await page.textContent('#fault')).includes('not your password'), 'no JavaScript: a wrong password is told')
  await page.fill('#password', SECOND)
  await press(page, 'main form button[type=submit]', '/account/passkeys', base)
  await page.click('.cards summary >> nth=1')
  await look(page, 'plain passkeys removing', false)
  await press(page, '.cards form[action$=remove] button', '/account/passkeys?said=removed', base)
  tell((await page.locator('.cards > li').count()) === 0, 'no JavaScript: a passkey is removed')
  await look(page, 'plain passkeys removed', false)
  await page.goto(`${base}/account/password`)
  await page.fill('#wanted', 'password')
  await press(page, 'main form button[type=submit]', '/account/password', base)
  tell((await page.textContent('#wanted-fault')).includes('common'), 'no JavaScript: a weak password is refused when it is sent')
  await look(page, 'plain password refused', false)
  await context.close()
}

export async function walk(lab) {
  const email = `signing${Date.now()}@example.com`
  await withScript(lab, email)
  await withoutScript(lab, email)
}
