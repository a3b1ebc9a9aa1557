// Texts that want to be more than text, through every page of the document of the interface: as a name, as what the
// browser says of itself, in queries, fragments, paths and fields. Nothing may run, be blocked, or lead elsewhere.
const TEXTS = [
  `"'><img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>`,
  `' autofocus onfocus='window.__pwned=1' x="javascript:window.__pwned=1//`,
  '{{1337*1337}}${1337*1337}</textarea></title><svg onload=window.__pwned=1>',
]
const TARGETS = ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:window.__pwned=1', '/account/../..//evil.example']
const CODE = /\b(\d{8})\b/
const password = 'violet harbour sings to nobody'

/** A page that looks for what must not happen; its browser says the text of itself. */
async function target(lab, text) {
  const watched = await lab.watchedPage()
  const { page } = watched
  const bad = []
  page.on('dialog', async (dialog) => {
    bad.push(`a dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('popup', (popup) => bad.push(`a window: ${popup.url()}`))
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.setUserAgentOverride', {
    userAgent: `Mozilla/5.0 ${text}`,
    userAgentMetadata: {
      brands: [{ brand: text, version: '1' }],
      platform: text,
      platformVersion: '1',
      architecture: '',
      model: text,
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
async function openAll(lab, seen, text, paths, known) {
  for (const path of paths) {
    for (const to of [text, ...TARGETS]) {
      const query = new URLSearchParams({ return_to: to, said: text, token: text, x: text })
      await seen.page.goto(`${lab.base}${path}?${query}#token=${encodeURIComponent(text)}`)
      await look(lab, seen, known, `${path} to ${to}`)
      // Only where one signs in, what is asked for decides where one is led.
      if (!/sign-in|reauthenticate/.test(path)) break
    }
  }
  const lost = `/${encodeURIComponent(text)}`
  await seen.page.goto(`${lab.base}${lost}`)
  await look(lab, seen, new Set([new URL(lab.base + lost).pathname]), lost)
}

/** Sends the first form of every page with the text in every field, as nobody. */
async function sendAll(lab, seen, text, paths, known) {
  for (const path of paths) {
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
    }, text)
    await answered
    await look(lab, seen, known, `the form of ${path}`)
  }
}

async function signUp(lab, { page }, email, name) {
  await page.goto(`${lab.base}/sign-up`)
  await page.fill('#email', email)
  await page.fill('#name', name)
  await page.click('main button[type=submit]')
  await lab.at(page, '/sign-up/code')
  await page.fill('#code', await lab.mailed(email, CODE))
  await page.click('main button[type=submit]')
  await lab.at(page, '/sign-up/finish')
  await page.fill('#password', password)
  await page.click('section[aria-labelledby=with-password] button[type=submit]')
  await lab.at(page, '/account')
}

export async function walk(lab) {
  const { tell } = lab
  const paths = await pages(lab)
  tell(paths.length > 12, 'hostile: the document names the pages', `${paths.length}`)
  for (const [n, text] of TEXTS.entries()) {
    const seen = await target(lab, text)
    const known = new Set([...paths, '/sign-up/again', '/sign-out'].map((path) => new URL(lab.base + path).pathname))
    await openAll(lab, seen, text, paths, known)
    await sendAll(lab, seen, text, paths, known)
    await signUp(lab, seen, `hostile${Date.now()}@example.com`, text)
    tell((await seen.page.textContent('body')).includes(text), `hostile ${n}: the name is shown as it was typed`)
    await openAll(lab, seen, text, paths, known)
    tell(seen.bad.length === 0, `hostile ${n}: nothing ran, nothing led elsewhere`, seen.bad.join(' | '))
    tell(seen.seen.blocked.length === 0, `hostile ${n}: the policy had nothing to block`, seen.seen.blocked.join(' | '))
    tell(seen.seen.elsewhere.length === 0, `hostile ${n}: asked this server alone`, seen.seen.elsewhere.join(' | '))
    await seen.close()
  }
}
