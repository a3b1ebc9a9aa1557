// Texts that want to be more than text, through every page of the document of the interface: as a name, as what the
// browser says of itself, in queries, fragments, paths and fields. Nothing may run, be blocked, or lead elsewhere.
import { signedUp } from '../lab.mjs'

const NAME = `"'><img src=x onerror="__pwned=1">{{1337*1337}}\${1337*1337}<svg onload=__pwned=1>`
const TEXT = `${NAME}' autofocus onfocus='__pwned=1' x="javascript:__pwned=1//</title></textarea><script>__pwned=1</script>`
const TARGETS = ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:__pwned=1', '/account/../..//evil.example']

/** A page that looks for what must not happen; its browser says the text of itself. The limits must not be met. */
async function target(lab) {
  const watched = await lab.watchedPage()
  const { page } = watched
  const bad = []
  page.on('dialog', async (dialog) => {
    bad.push(`a dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('response', (response) => response.status() === 429 && bad.push(`too many at ${response.url()}`))
  page.on('popup', (popup) => bad.push(`a window: ${popup.url()}`))
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.setUserAgentOverride', {
    userAgent: `Mozilla/5.0 ${TEXT}`,
    userAgentMetadata: {
      brands: [{ brand: NAME, version: '1' }],
      platform: NAME,
      platformVersion: '1',
      architecture: '',
      model: NAME,
      mobile: false,
    },
  })
  return { ...watched, bad }
}

/** The paths of all pages that stand by themselves; those of the documents are looked at elsewhere. */
async function pages(lab) {
  const { paths } = await (await fetch(`${lab.base}/openapi.json`)).json()
  return Object.entries(paths)
    .filter(([path, { get }]) => get?.responses['200']?.content?.['text/html'] && !path.includes('{'))
    .map(([path]) => path)
    .filter((path) => !['/docs', '/redoc'].includes(path))
}

async function look(lab, { page, bad }, known, where) {
  if (await page.evaluate(() => window.__pwned !== undefined)) bad.push(`ran at ${where}`)
  const url = new URL(page.url())
  if (url.origin !== new URL(lab.base).origin) bad.push(`led from ${where} to ${url.href}`)
  else if (!known.has(url.pathname)) bad.push(`led from ${where} to ${url.pathname}`)
  if ((await page.content()).includes('1787569')) bad.push(`calculated at ${where}`)
}

/** Opens every page with the text in whatever a page may be asked for. */
async function openAll(lab, seen, paths, known) {
  for (const path of paths) {
    for (const to of [TEXT, ...TARGETS]) {
      const query = new URLSearchParams({ return_to: to, said: TEXT, token: TEXT, x: TEXT })
      await seen.page.goto(`${lab.base}${path}?${query}#token=${encodeURIComponent(TEXT)}`)
      await look(lab, seen, known, `${path} to ${to}`)
      // Only where one signs in, what is asked for decides where one is led.
      if (!/sign-in|reauthenticate/.test(path)) break
    }
  }
  const lost = `/${encodeURIComponent(TEXT)}`
  await seen.page.goto(`${lab.base}${lost}`)
  await look(lab, seen, new Set([new URL(lab.base + lost).pathname]), lost)
}

/** Sends the first form of every page that nobody has to sign in for, with the text in every field. */
async function sendAll(lab, seen, paths, known) {
  for (const path of paths.filter((each) => !each.startsWith('/account/'))) {
    await seen.page.goto(`${lab.base}${path}`)
    const form = seen.page.locator('main form').first()
    if ((await form.count()) === 0) continue
    const answered = seen.page.waitForNavigation()
    await form.evaluate((sent, value) => {
      for (const field of sent.querySelectorAll('input')) {
        field.type = 'text'
        field.value = value
      }
      sent.noValidate = true
      sent.requestSubmit()
    }, TEXT)
    await answered
    await look(lab, seen, known, `the form of ${path}`)
  }
}

export async function walk(lab) {
  const { tell } = lab
  const paths = await pages(lab)
  tell(paths.length > 12, 'hostile: the document names the pages', `${paths.length}`)
  const seen = await target(lab)
  const known = new Set([...paths, '/sign-up/again', '/sign-out'].map((path) => new URL(lab.base + path).pathname))
  await openAll(lab, seen, paths, known)
  await sendAll(lab, seen, paths, known)
  await signedUp(lab, seen.page, `hostile${Date.now()}@example.com`, 'password', NAME)
  tell((await seen.page.textContent('#name')) === NAME, 'hostile: the name is shown as it was typed')
  await openAll(lab, seen, paths, known)
  tell(seen.bad.length === 0, 'hostile: nothing ran, nothing led elsewhere', seen.bad.join(' | '))
  tell(seen.seen.blocked.length === 0, 'hostile: the policy had nothing to block', seen.seen.blocked.join(' | '))
  tell(seen.seen.elsewhere.length === 0, 'hostile: asked this server alone', seen.seen.elsewhere.join(' | '))
  await seen.close()
}
