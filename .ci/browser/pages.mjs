// Lives the life of an account through the pages, in a real browser against a running server in local mode. axe looks
// at every page. One line for each case; exits 1 when one came out otherwise than expected.
//
//   node pages.mjs <base url> [folder for screenshots, or -] [walks, all unless named]
import { finish } from './browser.mjs'
import { openLab } from './lab.mjs'

const WALKS = ['passkey', 'plain', 'keyboard', 'links', 'signing', 'places', 'hostile']

const [base, folder = '-', ...named] = process.argv.slice(2)
if (!base) {
  console.error('usage: node pages.mjs <base url> [folder for screenshots, or -] [walks]')
  process.exit(2)
}

const lab = await openLab(base.replace(/\/$/, ''), folder === '-' ? undefined : folder)
for (const name of named.length > 0 ? named : WALKS) {
  const { walk } = await import(`./walks/${name}.mjs`)
  await walk(lab)
}
await lab.browser.close()
finish()
