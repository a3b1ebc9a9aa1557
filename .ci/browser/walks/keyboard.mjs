// Keys and nothing else, on the narrowest window.
import { CODE, password, signedUp } from '../lab.mjs'

/** Presses Tab until the focus is there, as it must be seen to be. */
async function tabTo(page, selector, tell) {
  for (let n = 0; n < 25; n += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) {
      const { outlineStyle } = await page.evaluate(() => ({ ...getComputedStyle(document.activeElement) }))
      if (outlineStyle === 'none') tell(false, `keyboard: the focus at ${selector} is seen`)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way to ${selector} by Tab`)
}

async function signsUp(lab) {
  const { base, at, mailed, tell } = lab
  const watched = await lab.watchedPage()
  const { page, seen } = watched
  await lab.authenticator(page)
  await page.setViewportSize({ width: 320, height: 640 })
  const email = `keys${Date.now()}@example.com`

  await page.goto(base)
  await tabTo(page, 'main a.button', tell)
  await page.keyboard.press('Enter')
  await at(page, '/sign-up')
  await tabTo(page, '#email', tell)
  await page.keyboard.type(email)
  await tabTo(page, '#name', tell)
  await page.keyboard.type('Ada')
  await page.keyboard.press('Enter')
  await at(page, '/sign-up/code')
  await tabTo(page, '#code', tell)
  await page.keyboard.type('00000000')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#fault')
  tell(await page.evaluate(() => document.activeElement.id === 'code'), 'keyboard: a refused code leads back to its field')
  await page.keyboard.press('Control+A')
  await page.keyboard.type(await mailed(email, CODE))
  await page.keyboard.press('Enter')
  await at(page, '/sign-up/finish')
  await page.waitForSelector('#passkey:not([hidden])')
  await tabTo(page, '#passkey button', tell)
  await page.keyboard.press('Enter')
  await at(page, '/account')
  tell((await page.textContent('#email')) === email, 'keyboard: signed up')
  tell(seen.blocked.length === 0, 'keyboard: nothing blocked by the policy', seen.blocked.join(' | '))
  await watched.close()
}

async function signsIn(lab) {
  const { base, at, look, tell } = lab
  const watched = await lab.watchedPage()
  const { page, seen } = watched
  await page.setViewportSize({ width: 320, height: 640 })
  const email = `typed${Date.now()}@example.com`
  await signedUp(lab, page, email, 'password')
  await page.context().clearCookies()

  await page.goto(`${base}/sign-in?return_to=https://evil.example/`)
  await page.waitForSelector('#passkey:not([hidden])')
  await look(page, 'narrow sign-in')
  await tabTo(page, '#email', tell)
  await page.keyboard.type(email)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#password')
  await tabTo(page, '#password', tell)
  await page.keyboard.type(password)
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
  tell(seen.blocked.length === 0, 'keyboard: nothing blocked by the policy', seen.blocked.join(' | '))
  await watched.close()
}

export async function walk(lab) {
  await signsUp(lab)
  await signsIn(lab)
}
