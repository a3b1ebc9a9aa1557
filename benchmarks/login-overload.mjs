// What becomes of logins, and of everybody else, when many more come than the machine can hash?
//
//   node benchmarks/login-overload.mjs [500] [20]
//
// So many clients sign in at once, again and again, for so many seconds; each has an account of its own, and after
// a 503 takes a breath of a quarter of a second, whatever Retry-After says. First against a server that does
// nothing but hash, behind the same gate (HashOnly.java), then against ./latchkey with HASH_QUEUE=50. Meanwhile one
// honest client asks who it is (GET /api/v1/auth/me) every 20 ms, and the memory of the process is looked at. Then the
// hash-only server once more: what the machine gives varies, and the share is of the mean of both.
//
// Limits: completed logins at least 80 % of the hash-only ones; 503 in under 50 ms (median); `me` under 250 ms
// (p99); memory flat (the second half no more than a tenth above the first).
import http from 'node:http';
import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const clients = Number(process.argv[2] ?? 500);
const seconds = Number(process.argv[3] ?? 20);
const QUEUE = '50';
const WARM_UP = 20;
const BATCH = 25;
const PASSWORD = 'correct horse battery staple';
const base = new URL('http://localhost:8978');
const bare = new URL('http://localhost:8977');
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? NaN;

function call(origin, agent, method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const data = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const began = process.hrtime.bigint();
    const request = http.request(new URL(path, origin), {
      method,
      agent,
      headers: data ? { 'Content-Type': 'application/json', 'Content-Length': data.length, ...headers } : headers,
    }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({
        millis: Number(process.hrtime.bigint() - began) / 1e6,
        status: response.statusCode,
        body: Buffer.concat(chunks).toString(),
      }));
    });
    request.on('error', reject);
    request.end(data);
  });
}

async function start(command, args, origin, environment) {
  const process_ = spawn(command, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] });
  const agent = new http.Agent({ keepAlive: true });
  for (let attempt = 0; attempt < 600; attempt++) {
    const ready = await call(origin, agent, 'GET', '/health/ready').catch(() => undefined);
    if (ready) {
      agent.destroy();
      return process_;
    }
    await pause(100);
  }
  throw new Error(`${command} does not start`);
}

async function stop(process_) {
  const gone = once(process_, 'exit');
  process_.kill('SIGTERM');
  await gone;
}

/** Resident memory of the java below, in MiB. */
function resident(pid) {
  const children = execFileSync('ps', ['-eo', 'pid,ppid,comm']).toString().trim().split('\n').slice(1)
    .map((line) => line.trim().split(/\s+/)).filter(([, parent, name]) => Number(parent) === pid && name === 'java');
  const target = children.length > 0 ? children[0][0] : pid;
  const line = readFileSync(`/proc/${target}/status`, 'utf8').match(/VmRSS:\s+(\d+)/);
  return Number(line[1]) / 1024;
}

/** All clients at once, for so long; a warm-up is left out. */
async function storm(origin, body) {
  const seen = { completed: 0, refused: [], other: new Map() };
  const from = Date.now() + WARM_UP * 1000;
  const until = from + seconds * 1000;
  await Promise.all(Array.from({ length: clients }, async (unused, number) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (Date.now() < until) {
      const answer = await call(origin, agent, 'POST', '/api/v1/auth/login', body(number)).catch(() => ({ status: 'broken' }));
      if (Date.now() < from || Date.now() > until) continue;
      if (answer.status === 200) seen.completed++;
      else if (answer.status === 503) seen.refused.push(answer.millis);
      else seen.other.set(answer.status, (seen.other.get(answer.status) ?? 0) + 1);
      // Half a core of refusals would measure this script: a refused client takes a breath.
      if (answer.status === 503) await pause(250);
    }
    agent.destroy();
  }));
  return seen;
}

async function signUp(agent, email) {
  const registered = await call(base, agent, 'POST', '/api/v1/auth/register', { email, password: PASSWORD });
  if (registered.status !== 202) throw new Error(`register: ${registered.status} ${registered.body}`);
  return JSON.parse(registered.body).registration_id;
}

/** Waits for the codes of all of them; answers an access token of one. */
async function verified(agent, waiting) {
  let access;
  while (waiting.size > 0) {
    const inbox = await call(base, agent, 'GET', '/dev/mail', undefined, { Accept: 'application/json' });
    for (const mail of JSON.parse(inbox.body).items) {
      const email = [...waiting.keys()].find((each) => mail.to.includes(each));
      const code = mail.text.match(/\b\d{8}\b/);
      if (!email || !code) continue;
      const proof = { registration_id: waiting.get(email), code: code[0] };
      const answer = await call(base, agent, 'POST', '/api/v1/auth/verify-email', proof);
      if (answer.status !== 201) throw new Error(`verify: ${answer.status} ${answer.body}`);
      waiting.delete(email);
      access = JSON.parse(answer.body).access_token;
    }
    await pause(100);
  }
  return access;
}

async function accounts() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  let access;
  for (let first = 0; first < clients; first += BATCH) {
    const waiting = new Map();
    for (let number = first; number < Math.min(clients, first + BATCH); number++) {
      waiting.set(`load-${number}@example.com`, await signUp(agent, `load-${number}@example.com`));
    }
    access = await verified(agent, waiting);
  }
  agent.destroy();
  return access;
}

const jars = 'auth-bootstrap/target/latchkey';
const classPath = [jars, ...readdirSync(jars, { recursive: true }).filter((name) => name.endsWith('.jar')).map((name) => join(jars, name))].join(':');
console.log(`${clients} clients, ${seconds} s after ${WARM_UP} s of warm-up, ${QUEUE} places in the queue`);

/** What the machine gives to whoever does nothing else. */
async function hashOnly() {
  const hashing = await start('java', ['--enable-native-access=ALL-UNNAMED', '-cp', classPath, 'benchmarks/HashOnly.java', bare.port, QUEUE], bare, {});
  const seen = await storm(bare, () => ({ email: 'a', password: PASSWORD }));
  await stop(hashing);
  console.log(`hash only: ${(seen.completed / seconds).toFixed(1)}/s, 503 ${seen.refused.length}, median ${quantile(seen.refused, 0.5).toFixed(1)} ms`);
  return seen.completed;
}

const before = await hashOnly();
const server = await start('./latchkey', [], base, {
  PORT: base.port, DATA_DIR: mkdtempSync(join(tmpdir(), 'overload-')), RATE_LIMITS: 'off', HASH_QUEUE: QUEUE, LOG_LEVEL: 'warn',
});
const access = await accounts();
const memory = [];
const honest = [];
let over = false;
const warm = Date.now() + WARM_UP * 1000;
const watching = (async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  for (let round = 0; !over; round++) {
    const answer = await call(base, agent, 'GET', '/api/v1/auth/me', undefined, { Authorization: `Bearer ${access}` });
    if (Date.now() > warm) honest.push(answer.status === 200 ? answer.millis : Infinity);
    if (round % 50 === 0) memory.push(resident(server.pid));
    await pause(20);
  }
  agent.destroy();
})();
const real = await storm(base, (number) => ({ email: `load-${number}@example.com`, password: PASSWORD }));
over = true;
await watching;
await stop(server);

const after = await hashOnly();
const share = (2 * real.completed) / (before + after);
const halves = [memory.slice(0, memory.length / 2), memory.slice(memory.length / 2)].map((half) => Math.max(...half));
console.log(`logins:    ${(real.completed / seconds).toFixed(1)}/s (${(100 * share).toFixed(0)} % of hash only), 503 ${real.refused.length}, median ${quantile(real.refused, 0.5).toFixed(1)} ms, p99 ${quantile(real.refused, 0.99).toFixed(1)} ms, other ${JSON.stringify([...real.other])}`);
console.log(`me:        n=${honest.length} median ${quantile(honest, 0.5).toFixed(1)} ms, p99 ${quantile(honest, 0.99).toFixed(1)} ms`);
console.log(`resident:  ${halves.map((half) => half.toFixed(0)).join(' MiB, then ')} MiB at most`);
const failures = [];
if (!(share >= 0.8)) failures.push('logins');
if (!(quantile(real.refused, 0.5) < 50)) failures.push('503');
if (!(quantile(honest, 0.99) < 250)) failures.push('me');
if (!(halves[1] <= 1.1 * halves[0])) failures.push('memory');
if (real.other.size > 0) failures.push('other answers');
console.log(failures.length > 0 ? `OVER THE LIMIT: ${failures.join(', ')}` : 'within all limits');
process.exit(failures.length > 0 ? 1 : 0);
