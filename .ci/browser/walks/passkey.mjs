// The life of an account that has passkeys and no password.
import { CODE, signedUp } from '../lab.mjs'

/** What the page asks for passkeys, told outside of it, before it gets an answer; and what it is offered. */
async function watchAsking(page) {
  const asking = { all: [], offered: async () => false, tell: () => {} }
  /** The next one. To be called before what brings it about. */
  asking.next = () => new Promise((resolve) => (asking.tell = resolve))
  await page.exposeFunction('askedFor', (mediation) => {
    asking.all.push(mediation)
    asking.tell(mediation)
  })
  await page.exposeFunction('isOffered', () => asking.offered())
  await page.addInitScript(() => {
    if (!window.PublicKeyCredential) return
    const get = navigator.credentials.get.bind(navigator.credentials)
    navigator.credentials.get = async (options) => {
      const answer = get(options)
      await window.askedFor(options.mediation)
      return answer
    }
    PublicKeyCredential.isConditionalMediationAvailable = () => window.isOffered()
  })
  return asking
}

/** From the first page to the account, and out again. */
async function throughThePages(lab) {
  const { base, at, look, tell } = lab
  const watched = await lab.watchedPage()
  const { page, seen } = watched
  const key = await lab.authenticator(page)
  const asking = await watchAsking(page)
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
  await page.fill('#code', await lab.mailed(email, CODE))
  await page.click('main button[type=submit]')
  await at(page, '/sign-up/finish')
  await page.waitForSelector('#passkey:not([hidden])')
  await look(page, 'finish')
  await page.click('#passkey button')
  await at(page, '/account')
  tell((await page.textContent('#email')) === email, 'passkey: an account is made with it, and signed in')
  await look(page, 'account')

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
  const first = asking.next()
  await page.click('#passkey button')
  tell((await first) === 'optional', 'passkey: the button asks for it')
  await at(page, '/account')

  asking.offered = async () => true
  const second = asking.next()
  await page.click('main button[value=everywhere]')
  tell((await second) === 'conditional', 'passkey: is offered by the browser at the field')
  await at(page, '/account')
  tell(asking.all.length === 2, 'passkey: was asked for once each time', asking.all.join())

  tell(seen.blocked.length === 0, 'passkey: nothing blocked by the policy', seen.blocked.join(' | '))
  tell(seen.elsewhere.length === 0, 'passkey: asked this server alone', seen.elsewhere.join(' | '))
  const complaints = seen.complaints.filter((each) => !each.includes('status of 422'))
  tell(complaints.length === 0, 'passkey: nothing in the console', complaints.join(' | '))
  // The styles of mails are blocked, and the browser says so.
  await page.goto(`${base}/dev/mail`)
  await look(page, 'inbox')
  await watched.close()
}

/** Answers the next request for options only when this has happened, and the page has heard of it. */
async function holdOptions(page, happening) {
  await page.route('**/authentication-options', async (route) => {
    await happening()
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    await route.continue()
  }, { times: 1 })
}

/** Whoever presses the button means it, whatever the browser comes up with before or after. */
async function whoIsQuicker(lab) {
  const { at, tell } = lab
  const watched = await lab.watchedPage()
  const { page } = watched
  const key = await lab.authenticator(page)
  const asking = await watchAsking(page)
  await signedUp(lab, page, `quick${Date.now()}@example.com`)

  let whenAsked
  const asksWhetherAny = new Promise((resolve) => (whenAsked = resolve))
  asking.offered = () => new Promise((resolve) => whenAsked(resolve))
  await page.click('main button[value=here]')
  await at(page, '/sign-in')
  await holdOptions(page, async () => (await asksWhetherAny)(true))
  const pressedFirst = asking.next()
  await page.click('#passkey button')
  tell((await pressedFirst) === 'optional', 'pressed before the browser offers any: the button counts')
  await at(page, '/account')

  asking.offered = async () => true
  await key.away(true)
  const offeredFirst = asking.next()
  await page.click('main button[value=here]')
  tell((await offeredFirst) === 'conditional', 'the browser offers one, and nobody takes it')
  await holdOptions(page, () => key.away(false))
  const pressedThen = asking.next()
  await page.click('#passkey button')
  tell((await pressedThen) === 'optional', 'pressed after that: the button counts')
  await at(page, '/account')
  tell(asking.all.join() === 'optional,conditional,optional', 'each asked once', asking.all.join())
  await watched.close()
}

export async function walk(lab) {
  await throughThePages(lab)
  await whoIsQuicker(lab)
}
