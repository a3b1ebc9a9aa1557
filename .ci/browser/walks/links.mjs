// The pages behind the links of mails, and another language.
export async function walk(lab) {
  const { base, browser, look, tell } = lab
  const watched = await lab.watchedPage()
  const { page, seen } = watched
  for (const name of ['account/keep', 'account/not-me', 'account/recovery', 'account/address', 'password/reset']) {
    await page.goto(`${base}/${name}#token=abc`)
    tell((await page.inputValue('#token')) === 'abc', `${name}: takes the token of a link`)
    await page.goto(`${base}/health`)
    await page.goto(`${base}/${name}#abcdef`)
    tell((await page.inputValue('#token')) === 'abcdef', `${name}: takes the token of an old link`)
    tell(page.url() === `${base}/${name}`, `${name}: the address no longer has it`)
    await look(page, name.replace('/', ' '))
  }
  tell(seen.blocked.length === 0, 'links: nothing blocked by the policy', seen.blocked.join(' | '))
  await watched.close()

  const german = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 } })
  const other = await german.newPage()
  await other.goto(`${base}/sign-up`)
  tell((await other.textContent('h1')) === 'Konto anlegen', 'German is spoken')
  await look(other, 'german sign-up')
  await german.close()
}
