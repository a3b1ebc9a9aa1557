// The pictures of the README, of somebody with a fine name. Not part of the others; run anew when the pages change:
//
//   node pages.mjs <base url> ../../docs/pictures pictures
import { signedUp } from '../lab.mjs'

/** What a phone says of itself. */
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1'

export async function walk(lab) {
  const { base, browser, at, look } = lab
  const email = 'ada@example.com'
  const watched = await lab.watchedPage()
  const { page } = watched
  await page.setViewportSize({ width: 1040, height: 640 })
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })
  await lab.authenticator(page)
  await page.goto(`${base}/sign-in`)
  await page.fill('#email', email)
  await page.locator('body').click({ position: { x: 5, y: 5 } })
  await look(page, 'sign-in')
  await signedUp(lab, page, email)
  await page.goto(`${base}/account/password`)
  await page.fill('input[autocomplete=new-password]', 'violet harbour sings to nobody')
  await page.click('main form button[type=submit]')
  await page.waitForURL(/said=/)

  const phone = await browser.newContext({ userAgent: PHONE })
  const other = await phone.newPage()
  await other.goto(`${base}/sign-in`)
  await other.fill('#email', email)
  await other.click('main form button[type=submit]')
  await other.fill('#password', 'violet harbour sings to nobody')
  await other.click('main form button[type=submit]')
  await at(other, '/account')
  await phone.close()

  await page.goto(`${base}/account/passkeys`)
  await page.click('summary')
  await page.fill('main form input[name=name]', 'Laptop')
  await page.click('main form button[type=submit]')
  await page.waitForURL(/said=renamed/)
  await page.goto(`${base}/account/passkeys`)
  await look(page, 'passkeys')
  await page.goto(`${base}/account/sessions`)
  await look(page, 'sessions')
  await watched.close()
}
