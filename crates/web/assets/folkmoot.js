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
