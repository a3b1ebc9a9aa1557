// The server is where the page is from, unless ?api= says otherwise; then that origin must allow this one.
const api = new URLSearchParams(location.search).get('api') ?? location.origin;
const auth = '/api/v1/auth';
const state = {};

async function call(method, path, body) {
  const headers = { 'Content-Type': 'application/json' };
  if (state.access_token) {
    headers.Authorization = 'Bearer ' + state.access_token;
  }
  const answer = await fetch(api + auth + path, {
    method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  const said = text ? JSON.parse(text) : {};
  if (!answer.ok) {
    throw Object.assign(new Error(said.code), { status: answer.status, code: said.code });
  }
  return said;
}

async function make(options, mediation) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.public_key);
  const made = await navigator.credentials.create({ publicKey, ...(mediation && { mediation }) });
  return { ceremony_id: options.ceremony_id, credential: made.toJSON() };
}

async function show(options, mediation) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.public_key);
  const shown = await navigator.credentials.get({ publicKey, ...(mediation && { mediation }) });
  return { ceremony_id: options.ceremony_id, credential: shown.toJSON() };
}

const signedIn = tokens => Object.assign(state, { access_token: tokens.access_token });
const value = id => document.getElementById(id).value;

const steps = {
  'register': async () => Object.assign(state, await call('POST', '/register', { email: value('email') })),
  'verify': async () => Object.assign(state, await call('POST', '/verify-email',
    { registration_id: state.registration_id, code: value('code') })),
  'sign-up': async () => {
    const proven = { registration_id: state.registration_id, continuation: state.continuation };
    const made = await make(await call('POST', '/register/passkey/options', proven));
    return signedIn(await call('POST', '/register/passkey', { ...proven, ...made }));
  },
  'sign-in': async () => {
    const email = value('email');
    const options = await call('POST', '/passkeys/authentication-options', email ? { email } : {});
    return signedIn(await call('POST', '/passkeys/authenticate', await show(options)));
  },
  'conditional': async () => {
    const options = await call('POST', '/passkeys/authentication-options', {});
    return signedIn(await call('POST', '/passkeys/authenticate', await show(options, 'conditional')));
  },
  'add': async () => call('POST', '/passkeys', await make(await call('POST', '/passkeys/registration-options', {}))),
  'reauthenticate': async () => signedIn(
    await call('POST', '/reauthenticate', await show(await call('POST', '/reauthenticate/options')))),
  'list': async () => call('GET', '/passkeys'),
  'remove': async () => call('DELETE', '/passkeys/' + (await call('GET', '/passkeys')).items[0].id),
};

for (const [id, step] of Object.entries(steps)) {
  document.getElementById(id).addEventListener('click', async () => {
    const said = document.getElementById('said');
    said.textContent = '';
    try {
      said.textContent = JSON.stringify({ done: id, answer: await step() });
    } catch (failure) {
      said.textContent = JSON.stringify({ failed: id, code: failure.status ? failure.code : failure.name });
    }
  });
}
