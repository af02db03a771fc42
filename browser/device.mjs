// A device that keeps passkeys, as Chromium pretends one to be.
const kind = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };

// Puts a device beside this page. `mine(false)`: the finger is not the owner's.
export async function device(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: kind });
  const mine = (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  const keeps = async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length;
  return { mine, keeps };
}
