// Through the rooms of an account: profile, address, sessions, devices, activity, data.
import { readFile } from 'node:fs/promises'
import { CODE, password, signedUp } from '../lab.mjs'

/** Presses what leads there. The page it is on must have another address. */
async function press(lab, page, selector, path) {
  await page.click(selector)
  await page.waitForURL(lab.base + path)
}

const room = (name) => `.rooms a[href$="/account/${name}"]`

/** Another browser that is signed in to the account. */
async function elsewhere(lab, email) {
  const context = await lab.browser.newContext()
  const page = await context.newPage()
  await page.goto(`${lab.base}/sign-in`)
  await page.fill('#email', email)
  await page.click('main form button[type=submit]')
  await page.waitForSelector('#password')
  await page.fill('#password', password)
  await page.click('main form button[type=submit]')
  await lab.at(page, '/account')
  return {
    isIn: async () => {
      await page.goto(`${lab.base}/account`)
      return new URL(page.url()).pathname.endsWith('/account')
    },
    close: () => context.close(),
  }
}

async function profile(lab, page, name, scripted) {
  const hostile = '<img src=x onerror=alert(1)>'
  await press(lab, page, room('profile'), '/account/profile')
  await page.fill('#name', 'x'.repeat(101))
  await page.click('main button[type=submit]')
  await page.waitForSelector('#name-fault')
  await lab.look(page, `${name} profile refused`, scripted)
  await page.fill('#name', hostile)
  await page.selectOption('#language', 'de')
  await press(lab, page, 'main button[type=submit]', '/account/profile?said=saved')
  lab.tell((await page.inputValue('#name')) === hostile, `${name}: a name is kept as it was typed`)
  lab.tell((await page.inputValue('#language')) === 'de', `${name}: a language of mails is chosen`)
  await lab.look(page, `${name} profile`, scripted)
  await press(lab, page, room('sessions'), '/account/sessions')
}

/** From the page of sessions, and back to it. */
async function sessions(lab, page, name, email, scripted) {
  const first = await elsewhere(lab, email)
  const second = await elsewhere(lab, email)
  await page.reload()
  lab.tell((await page.locator('.cards .card').count()) === 3, `${name}: three sessions are shown`)
  lab.tell((await page.locator('.cards .tag').count()) === 1, `${name}: one of them is this one`)
  await lab.look(page, `${name} sessions`, scripted)
  await press(lab, page, '.card:first-child button', '/account/sessions?said=ended')
  lab.tell(!(await second.isIn()), `${name}: the newest is ended`)
  lab.tell(await first.isIn(), `${name}: the other goes on`)
  await press(lab, page, 'button[name=others]', '/account/sessions?said=others-ended')
  lab.tell(!(await first.isIn()), `${name}: all others are ended`)
  lab.tell((await page.locator('.cards .card').count()) === 1, `${name}: this one goes on alone`)
  await lab.look(page, `${name} sessions alone`, scripted)
  await first.close()
  await second.close()
}

async function devices(lab, page, name, scripted) {
  await press(lab, page, room('devices'), '/account/devices')
  lab.tell((await page.locator('.cards .card').count()) === 3, `${name}: three devices are known`)
  await lab.look(page, `${name} devices`, scripted)
  await press(lab, page, '.card:has(.tag) button', '/account/devices?said=forgotten')
  lab.tell((await page.locator('.cards .tag').count()) === 0, `${name}: this one is forgotten`)
}

async function activity(lab, page, name, scripted) {
  await press(lab, page, room('activity'), '/account/activity')
  const lines = await page.locator('.log li').allTextContents()
  for (const line of ['You asked us to forget a device.', 'You signed out everywhere else.', 'You ended a session.', 'You changed your profile.', 'You changed your e-mail address', 'Your account stays', 'Your account was made.']) {
    lab.tell(lines.some((each) => each.includes(line)), `${name}: is told "${line}"`)
  }
  await lab.look(page, `${name} activity`, scripted)
}

async function data(lab, page, name, email, scripted) {
  await press(lab, page, room('data'), '/account/data')
  await lab.look(page, `${name} data`, scripted)
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('button[name=export]')])
  const file = JSON.parse(await readFile(await download.path(), 'utf8'))
  lab.tell(file.complete === true && file.profile[0].email === email, `${name}: what is known is taken along`)
  await press(lab, page, 'a[href$="/account/data/delete"]', '/account/data/delete')
  await lab.look(page, `${name} delete`, scripted)
  await press(lab, page, 'button[name=sure]', '/account/data?said=deleting')
  await lab.look(page, `${name} data deleting`, scripted)
  await press(lab, page, room('data').replace('/data', ''), '/account')
  lab.tell((await page.textContent('main [role=alert]')).includes('will be deleted on'), `${name}: the end is told in advance`)
  await lab.look(page, `${name} overview deleting`, scripted)
  await press(lab, page, 'button[name=keep]', '/account/data?said=kept')
  lab.tell((await page.locator('main [role=alert]').count()) === 0, `${name}: the account stays`)
}

async function address(lab, page, name, email, scripted) {
  const wanted = `new.${email}`
  await press(lab, page, room('email'), '/account/email')
  await page.fill('#new-email', email)
  await page.click('main button[type=submit]')
  await page.waitForSelector('#fault')
  await lab.look(page, `${name} email refused`, scripted)
  await page.fill('#new-email', wanted)
  await press(lab, page, 'main button[type=submit]', '/account/email/code')
  await lab.look(page, `${name} email code`, scripted)
  await page.fill('#code', '00000000')
  await page.click('main button[type=submit]')
  await page.waitForSelector('#fault')
  await page.fill('#code', await lab.mailed(wanted, CODE))
  await press(lab, page, 'main button[type=submit]', '/account/email?said=changed')
  lab.tell((await page.textContent('#email')) === wanted, `${name}: the address is changed`)
  await lab.look(page, `${name} email changed`, scripted)
  return wanted
}

/** Signs up, walks through all rooms, and ends this very session. */
async function through(lab, page, name, scripted) {
  const email = `${name.replaceAll(' ', '')}${Date.now()}@example.com`
  await signedUp(lab, page, email, 'password')
  await lab.look(page, `${name} overview`, scripted)
  // What wants a fresh sign-in comes first: not every machine is done with the rest in five minutes.
  await data(lab, page, name, email, scripted)
  const now = await address(lab, page, name, email, scripted)
  await profile(lab, page, name, scripted)
  await sessions(lab, page, name, now, scripted)
  await devices(lab, page, name, scripted)
  await activity(lab, page, name, scripted)
  await press(lab, page, room('sessions'), '/account/sessions')
  await press(lab, page, '.card:has(.tag) button', '/sign-in?said=signed-out')
  lab.tell((await page.locator('[role=status]').count()) === 1, `${name}: ending this session signs out`)
}

export async function walk(lab) {
  const watched = await lab.watchedPage()
  const { page, seen } = watched
  await through(lab, page, 'rooms', true)
  lab.tell(seen.blocked.length === 0, 'rooms: nothing blocked by the policy', seen.blocked.join(' | '))
  lab.tell(seen.elsewhere.length === 0, 'rooms: asked this server alone', seen.elsewhere.join(' | '))
  const complaints = seen.complaints.filter((each) => !each.includes('status of 422'))
  lab.tell(complaints.length === 0, 'rooms: nothing in the console', complaints.join(' | '))
  await watched.close()

  const viewport = { width: 360, height: 740 }
  const context = await lab.browser.newContext({ javaScriptEnabled: false, viewport })
  await through(lab, await context.newPage(), 'plain rooms', false)
  await context.close()
}
