// Loses a password on a running server in local mode and sets a new one on the page behind the link, with
// JavaScript and without. One line for each case; exits 1 when one came out otherwise than expected.
//
//   node reset.mjs <base url>
import { finish, launch, tell, watchedPage } from './browser.mjs'

const base = process.argv[2]?.replace(/\/$/, '')
if (!base) {
  console.error('usage: node reset.mjs <base url>')
  process.exit(2)
}

const email = `forgetful${Date.now()}@example.com`
const api = (path, body) =>
  fetch(`${base}/api/v1/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

/** The newest mail to us that has it, waiting for it. */
async function mailed(pattern, but = '') {
  for (let n = 0; n < 200; n += 1) {
    const { items } = await (await fetch(`${base}/dev/mail`, { headers: { Accept: 'application/json' } })).json()
    const found = items.filter((mail) => mail.to.includes(email)).map((mail) => pattern.exec(mail.text)?.[1])
    const newest = found.find((each) => each && each !== but)
    if (newest) return newest
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail with ${pattern}`)
}

const TOKEN = /password\/reset#token=([\w-]{43})/
async function token(but) {
  await api('password-reset', { email })
  return mailed(TOKEN, but)
}

async function signUp() {
  const { registration_id } = await (await api('register', { email, password: 'the one that gets lost' })).json()
  await api('verify-email', { registration_id, code: await mailed(/\b(\d{8})\b/) })
}

const signsIn = async (password) => (await api('login', { email, password })).status === 200

async function withScript(browser) {
  const watched = await watchedPage(browser, base)
  const { page, seen } = watched
  const code = await token('')
  await page.goto(`${base}/password/reset#token=${code}`)
  tell((await page.inputValue('#token')) === code, 'with JavaScript: the code is in the field')
  tell(page.url() === `${base}/password/reset`, 'with JavaScript: and no longer in the address', page.url())
  await page.fill('#password', 'short')
  await page.click('button[type=submit]')
  tell((await page.textContent('[role=alert]')).includes('too short'), 'with JavaScript: a refusal has its reason')
  tell((await page.inputValue('#token')) === code, 'with JavaScript: and the code is still there')
  tell((await page.inputValue('#password')) === '', 'with JavaScript: and the password is not')
  await page.fill('#password', 'one that was found with script')
  await page.click('button[type=submit]')
  tell((await page.textContent('[role=status]')).startsWith('Done'), 'with JavaScript: the password is set')
  tell(await signsIn('one that was found with script'), 'with JavaScript: and signs in')
  tell(seen.blocked.length === 0, 'with JavaScript: nothing blocked by the policy', seen.blocked.join(' | '))
  tell(seen.elsewhere.length === 0, 'with JavaScript: asked this server alone', seen.elsewhere.join(' | '))
  await watched.close()
  return code
}

async function withoutScript(browser, before) {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const code = await token(before)
  await page.goto(`${base}/password/reset#token=${code}`)
  tell((await page.inputValue('#token')) === '', 'without JavaScript: the field is empty')
  await page.fill('#token', ` ${code} `)
  await page.fill('#password', 'one that was found without')
  await page.click('button[type=submit]')
  tell((await page.textContent('[role=status]')).startsWith('Done'), 'without JavaScript: the password is set')
  tell(await signsIn('one that was found without'), 'without JavaScript: and signs in')
  await page.goto(`${base}/password/reset`)
  await page.fill('#token', code)
  await page.fill('#password', 'one that comes too late')
  await page.click('button[type=submit]')
  tell((await page.textContent('[role=alert]')).includes('not valid'), 'without JavaScript: a code works once')
  await context.close()
}

await signUp()
const browser = await launch()
await withoutScript(browser, await withScript(browser))
await browser.close()
finish()
