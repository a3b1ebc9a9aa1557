// Does the time of a refused login tell whether the address has an account?
//
//   RATE_LIMITS=off PASSWORD_HASH_MEMORY_KIB=7168 PASSWORD_HASH_ITERATIONS=5 DATA_DIR=$(mktemp -d) ./latchkey
//   node benchmarks/login-timing.mjs [http://localhost:8080] [5000]
//
// Signs up accounts (fewer tries for each than close it), then tries wrong passwords for known and for
// unknown addresses in random order, one after the other, and compares the two by Welch's t: |t| below 4.5
// is "no difference seen" (the bound that leakage tests use). Status, headers but ids, and body are compared
// too. The hash is set as cheap as the server allows, so that it hides as little as possible.
//
// A difference is looked for in both halves of the run, and the script proves that it can see one: the known
// answers with half a millisecond added must be told from the unknown ones.
import http from 'node:http';
import { randomBytes, randomInt } from 'node:crypto';

const base = new URL(process.argv[2] ?? 'http://localhost:8080');
const tries = Number(process.argv[3] ?? 5000);
const TRIES_PER_ACCOUNT = 50;
const WARM_UP = 400;
const LIMIT = 4.5;
const run = randomBytes(4).toString('hex');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const data = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const began = process.hrtime.bigint();
    const request = http.request(new URL(path, base), {
      method,
      agent,
      headers: data ? { 'Content-Type': 'application/json', 'Content-Length': data.length, ...headers } : headers,
    }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({
        millis: Number(process.hrtime.bigint() - began) / 1e6,
        status: response.statusCode,
        headers: response.rawHeaders,
        body: Buffer.concat(chunks).toString(),
      }));
    });
    request.on('error', reject);
    request.end(data);
  });
}

async function signUp(email) {
  const password = randomBytes(12).toString('base64');
  const registered = await call('POST', '/api/v1/auth/register', { email, password });
  if (registered.status !== 202) throw new Error(`register: ${registered.status} ${registered.body}`);
  const code = await mailedCode(email);
  const id = JSON.parse(registered.body).registration_id;
  const verified = await call('POST', '/api/v1/auth/verify-email', { registration_id: id, code });
  if (verified.status !== 201) throw new Error(`verify: ${verified.status} ${verified.body}`);
}

async function mailedCode(email) {
  for (let attempt = 0; attempt < 300; attempt++) {
    const mails = await call('GET', '/dev/mail', undefined, { Accept: 'application/json' });
    const mine = JSON.parse(mails.body).items.find((mail) => mail.to.includes(email) && /\b\d{8}\b/.test(mail.text));
    if (mine) return mine.text.match(/\b\d{8}\b/)[0];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no code for ${email}`);
}

const moments = (values) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, variance, n: values.length };
};
const welch = (one, other) => {
  const [a, b] = [moments(one), moments(other)];
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.n + b.variance / b.n);
};
const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))];
/** Without the slowest hundredth of both together: a garbage collection says nothing about an account. */
const calm = (one, other) => {
  const bound = quantile([...one, ...other], 0.99);
  return [one.filter((value) => value <= bound), other.filter((value) => value <= bound)];
};

/** What an answer looks like without what differs from request to request. */
function masked({ status, headers, body }) {
  const shown = [];
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at].toLowerCase();
    shown.push(`${name}: ${['x-request-id', 'date'].includes(name) ? '*' : headers[at + 1]}`);
  }
  return `${status}\n${shown.join('\n')}\n${body.replace(/"instance":"[^"]*"/, '"instance":"*"')}`;
}

const accounts = Math.ceil((tries + WARM_UP) / TRIES_PER_ACCOUNT);
const addresses = { known: [], unknown: [] };
for (let number = 0; number < accounts; number++) {
  addresses.known.push(`timing-${run}-a${number}@example.com`);
  addresses.unknown.push(`timing-${run}-b${number}@example.com`);
}
console.log(`signing up ${accounts} accounts`);
for (const email of addresses.known) await signUp(email);

const times = { known: [], unknown: [] };
const shapes = { known: new Set(), unknown: new Set() };
const plan = [];
for (const kind of ['known', 'unknown']) {
  for (let at = 0; at < tries + WARM_UP; at++) plan.push([kind, addresses[kind][at % accounts]]);
}
for (let at = plan.length - 1; at > 0; at--) {
  const other = randomInt(at + 1);
  [plan[at], plan[other]] = [plan[other], plan[at]];
}
console.log(`${plan.length} tries, one after the other`);
for (const [at, [kind, email]] of plan.entries()) {
  const answer = await call('POST', '/api/v1/auth/login', { email, password: 'certainly not this one' });
  if (answer.status !== 401) throw new Error(`${kind}: ${answer.status} ${answer.body}`);
  shapes[kind].add(masked(answer));
  if (at >= 2 * WARM_UP) times[kind].push(answer.millis);
}
agent.destroy();

const failures = [];
function judge(name, one, other, differs = false) {
  const t = welch(one, other);
  const gap = quantile(one, 0.5) - quantile(other, 0.5);
  console.log(`${name}: n=${one.length}+${other.length} t=${t.toFixed(2)} median gap=${(gap * 1000).toFixed(0)} µs`);
  if ((Math.abs(t) >= LIMIT) !== differs) failures.push(name);
}
for (const kind of ['known', 'unknown']) {
  const of = times[kind];
  console.log(`${kind}: median ${quantile(of, 0.5).toFixed(2)} ms, p90 ${quantile(of, 0.9).toFixed(2)}, p99 ${quantile(of, 0.99).toFixed(2)}`);
}
judge('all', times.known, times.unknown);
judge('without the slowest hundredth', ...calm(times.known, times.unknown));
const half = (values, which) => values.slice((which * values.length) / 2, ((which + 1) * values.length) / 2);
for (const which of [0, 1]) judge(`half ${which + 1}`, ...calm(half(times.known, which), half(times.unknown, which)));
judge('with half a millisecond added', ...calm(times.known.map((value) => value + 0.5), times.unknown), true);
const shown = new Set([...shapes.known, ...shapes.unknown]);
console.log(`shapes of answers: ${shown.size}`);
if (shown.size !== 1) failures.push('shapes');
if (failures.length > 0) {
  console.log(`DIFFERS: ${failures.join(', ')}`);
  process.exit(1);
}
console.log('no difference seen');
