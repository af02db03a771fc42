// Small helps for those who have scripts. Every page works without this file.

// An error summary takes the focus, so that it is heard first.
document.querySelector('.govuk-error-summary')?.focus();

// How many letters are left in a long answer.
for (const area of document.querySelectorAll('textarea[data-max]')) {
  const most = Number(area.dataset.max);
  if (!most) continue;
  const words = document.createElement('p');
  words.className = 'govuk-body fm-count';
  words.setAttribute('aria-live', 'polite');
  const count = () => {
    const left = most - [...area.value].length;
    words.textContent = left < 0 ? `You have ${-left} letters too many` : `You have ${left} letters left`;
    words.classList.toggle('fm-count--over', left < 0);
  };
  area.after(words);
  area.addEventListener('input', count);
  count();
}

// A second press of the same button within a second is a slip. The server would do it once anyway.
for (const form of document.querySelectorAll('form[method=post]')) {
  let sent = 0;
  form.addEventListener('submit', (event) => {
    if (event.timeStamp - sent < 1000 && sent) event.preventDefault();
    sent = event.timeStamp;
  });
}
