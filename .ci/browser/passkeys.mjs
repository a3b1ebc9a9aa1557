// Goes every way there is with passkeys, in a real browser with an authenticator made of software, against a
// running server in local mode: signing up, signing in (with a typed address, and conditionally), a second passkey,
// showing one again, changing the address by it, removal. One line for each case; exits 1 when one came out
// otherwise than expected. The page is a test resource that the browser is given in the server's name.
//
//   node passkeys.mjs <base url>
import { readFile } from 'node:fs/promises'
import { finish, launch, tell } from './browser.mjs'

const base = process.argv[2]?.replace(/\/$/, '')
if (!base) {
  console.error('usage: node passkeys.mjs <base url>')
  process.exit(2)
}

const PAGE = new URL('../../auth-bootstrap/src/test/resources/passkeys/', import.meta.url)
const email = `keys${Date.now()}@example.com`
const moved = `moved${Date.now()}@example.com`

/** The newest code in a mail to this address, waiting for it. */
async function code(address) {
  for (let n = 0; n < 200; n += 1) {
    const { items } = await (await fetch(`${base}/dev/mail`, { headers: { Accept: 'application/json' } })).json()
    const found = items.filter((mail) => mail.to.includes(address)).map((mail) => /\b(\d{8})\b/.exec(mail.text)?.[1])
    if (found.find(Boolean)) return found.find(Boolean)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no code for ${address}`)
}

async function serve(context) {
  const types = { 'index.html': 'text/html', 'passkeys.js': 'text/javascript' }
  await context.route(`${base}/passkeys-test/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop()
    await route.fulfill({ contentType: types[name], body: await readFile(new URL(name, PAGE)) })
  })
}

/** Authenticators of one page: one at a time, as if others were out of reach. */
async function authenticators(context, page) {
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  return {
    async plugIn(transport) {
      const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          transport,
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      })
      return authenticatorId
    },
    async credentials(authenticatorId) {
      return (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials
    },
    unplug: (authenticatorId) => cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
    disbelieve: (authenticatorId) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
    believe: (authenticatorId) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true }),
  }
}

const browser = await launch()
const context = await browser.newContext()
await serve(context)
const page = await context.newPage()
const keys = await authenticators(context, page)
await page.goto(`${base}/passkeys-test/index.html`)

/** Presses a button and waits for what the page says. */
async function press(id) {
  await page.evaluate(() => (document.getElementById('said').textContent = ''))
  await page.click(`#${id}`)
  await page.waitForFunction(() => document.getElementById('said').textContent !== '', undefined, { timeout: 30_000 })
  return JSON.parse(await page.textContent('#said'))
}

async function fresh() {
  await page.goto(`${base}/passkeys-test/index.html`)
}

const laptop = await keys.plugIn('internal')

await page.fill('#email', email)
await press('register')
await page.fill('#code', await code(email))
const verified = await press('verify')
tell(verified.answer?.next?.includes('passkey') === true, 'a proven address may be given a passkey', verified.code)
const signedUp = await press('sign-up')
tell(typeof signedUp.answer?.access_token === 'string', 'signed up with a passkey and no password', signedUp.code)
const made = await keys.credentials(laptop)
tell(made.length === 1 && made[0].isResidentCredential, 'the passkey is one that needs no address')

await fresh()
await page.fill('#email', email)
const typed = await press('sign-in')
tell(typeof typed.answer?.access_token === 'string', 'signed in with a typed address', typed.code)
await fresh()
const bare = await press('sign-in')
tell(typeof bare.answer?.access_token === 'string', 'signed in without one', bare.code)
await fresh()
const conditional = await press('conditional')
tell(typeof conditional.answer?.access_token === 'string', 'signed in conditionally', conditional.code)

const again = await press('add')
tell(again.failed === 'add' && again.code === 'InvalidStateError', 'one authenticator makes no second passkey', again.code)
await keys.disbelieve(laptop)
const unverified = await press('reauthenticate')
tell(unverified.failed === 'reauthenticate', 'who cannot show that it is him shows nothing', unverified.code)
await keys.believe(laptop)
const shown = await press('reauthenticate')
tell(typeof shown.answer?.access_token === 'string', 'shown again who it is', shown.code)

const signed = (path, method, body) =>
  fetch(`${base}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${shown.answer.access_token}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  })
const asked = await signed('/users/email-change', 'POST', { new_email: moved })
tell(asked.status === 202, 'asked for another address by passkey', `${asked.status}`)
const changed = await signed('/users/email-change/complete', 'POST', { code: await code(moved) })
tell(changed.status === 200 && (await changed.json()).email === moved, 'and it is another one', `${changed.status}`)

await fresh()
const back = await press('sign-in')
tell(typeof back.answer?.access_token === 'string', 'the passkey signs in as before', back.code)
await keys.unplug(laptop)
const phone = await keys.plugIn('internal')
const added = await press('add')
tell(added.done === 'add', 'a second authenticator makes a second passkey', added.code)
const listed = await press('list')
tell(listed.answer?.items?.length === 2, 'both are listed', `${listed.answer?.items?.length}`)
const removed = await press('remove')
tell(removed.done === 'remove', 'the first is removed', removed.code)
const last = await press('remove')
tell(last.failed === 'remove' && last.code === 'last_way_in', 'the last way in is not', last.code)
await fresh()
const second = await press('sign-in')
tell(typeof second.answer?.access_token === 'string', 'the second signs in', second.code)
tell((await keys.credentials(phone)).length === 1, 'with the one key that it has')

await browser.close()
finish()
