// Small helps for those who have scripts. Every page works without this file.

// An error summary takes the focus, so that it is heard first; its links lead into the field, label in sight.
document.querySelector('.govuk-error-summary')?.focus();
for (const link of document.querySelectorAll('.govuk-error-summary a[href^="#"]')) {
  link.addEventListener('click', (event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest('.govuk-form-group') ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

// How many letters are left in a long answer: seen at once, spoken when the typing rests.
for (const area of document.querySelectorAll('textarea[data-max]')) {
  const most = Number(area.dataset.max);
  const seen = document.getElementById(`${area.name}-max`);
  if (!most || !seen) continue;
  const spoken = document.createElement('span');
  spoken.className = 'govuk-visually-hidden';
  spoken.setAttribute('aria-live', 'polite');
  seen.after(spoken);
  const said = (number) => number.toLocaleString('en-GB');
  let rest;
  const count = () => {
    const left = most - [...area.value].length;
    seen.textContent = left < 0 ? `You have ${said(-left)} letters too many` : `You have ${said(left)} letters left`;
    seen.classList.toggle('fm-count--over', left < 0);
    clearTimeout(rest);
    rest = setTimeout(() => { spoken.textContent = seen.textContent; }, 1000);
  };
  area.addEventListener('input', count);
}

// A passkey: the browser asks for finger, face or PIN, and its answer goes with the form. The server says what went wrong.
for (const mark of document.querySelectorAll('input[name=ceremony]')) {
  const { form } = mark;
  const answer = form.elements.credential;
  answer.value = '';
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const asked = async (what, begin) => {
    const body = new URLSearchParams({ _csrf: form.elements._csrf.value });
    const response = await fetch(begin, { method: 'POST', body });
    if (!response.ok) throw new Error(begin);
    const { publicKey } = await response.json();
    publicKey.challenge = bytes(publicKey.challenge);
    if (what === 'get') return navigator.credentials.get({ publicKey });
    publicKey.user.id = bytes(publicKey.user.id);
    for (const one of publicKey.excludeCredentials ?? []) one.id = bytes(one.id);
    publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, residentKey: 'required', requireResidentKey: true };
    return navigator.credentials.create({ publicKey });
  };
  const told = ({ id, rawId, type, response }) => {
    const all = { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject, authenticatorData: response.authenticatorData, signature: response.signature, userHandle: response.userHandle };
    const parts = Object.entries(all).filter(([, value]) => value).map(([name, value]) => [name, text(value)]);
    return JSON.stringify({ id, rawId: text(rawId), type, response: Object.fromEntries(parts), extensions: {} });
  };
  form.addEventListener('submit', async (event) => {
    if (answer.value || !window.PublicKeyCredential) return;
    event.preventDefault();
    answer.value = await asked(...mark.value.split(' ')).then(told).catch(() => 'nothing');
    form.submit();
  });
}

// A second press of the same button within a second is a slip. The server would do it once anyway.
for (const form of document.querySelectorAll('form[method=post]')) {
  let sent = 0;
  form.addEventListener('submit', (event) => {
    if (event.timeStamp - sent < 1000 && sent) event.preventDefault();
    sent = event.timeStamp;
  });
}

// Printing is the browser's, so the button is there only with scripts.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
