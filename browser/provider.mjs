// An organisation's own sign-in: a real OpenID Connect provider, other people's software, on a port of this computer.
// Whoever types a name at it is let in as that name; their address is what `addresses` says.
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { after } from 'node:test';
import { stage } from './stage.mjs';

const started = new Map();

// Names that people have there, and what it says of each.
const addresses = {
  gp: { email: 'gp@demo.example', email_verified: true },
  council: { email: 'council@demo.example', email_verified: true },
  stranger: { email: 'nobody@demo.example', email_verified: true },
  elsewhere: { email: 'gp@elsewhere.example', email_verified: true },
  unsure: { email: 'trust@demo.example', email_verified: false },
};

// One for each who asks: an issuer is kept once.
export function provider(whose) {
  if (!started.has(whose)) started.set(whose, start());
  return started.get(whose).then(({ issuer }) => issuer);
}

async function start() {
  const { base } = await stage();
  const server = createServer();
  await new Promise((listens) => server.listen(0, '127.0.0.1', listens));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { default: Provider } = await import(createRequire(import.meta.url).resolve('oidc-provider'));
  const made = new Provider(issuer, configuration(base));
  server.on('request', made.callback());
  return { server, issuer };
}

function configuration(base) {
  const client = { redirect_uris: [`${base}/sign-in/back`], response_types: ['code'], grant_types: ['authorization_code'] };
  return {
    clients: [
      { ...client, client_id: 'signs', token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'RS512', jwks_uri: `${base}/sign-in/jwks` },
      { ...client, client_id: 'has-a-secret', client_secret: 'between us two only', token_endpoint_auth_method: 'client_secret_basic' },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    enabledJWA: { clientAuthSigningAlgValues: ['RS512'] },
    pkce: { required: () => true },
    cookies: { keys: ['of a test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    findAccount: (_, name) => ({ accountId: name, claims: () => ({ sub: name, ...addresses[name] }) }),
  };
}

after(async () => {
  for (const { server } of await Promise.all(started.values())) {
    server.closeAllConnections();
    server.close();
  }
});
