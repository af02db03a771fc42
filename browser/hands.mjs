// Two ways to use a page, with the same words for each: as a mouse does it where scripts are off, and by keyboard alone where
// they are on. What is followed, pressed and filled in is named as people read it.
import assert from 'node:assert/strict';

// Most presses of Tab that reach anything on a page of ours.
const tabsMax = 600;

class Hands {
  constructor(page, base) {
    this.page = page;
    this.base = base;
  }

  async go(path) {
    const answer = await this.page.goto(this.base + path);
    return answer.status();
  }

  path() {
    return this.page.url().slice(this.base.length);
  }

  async follow(words) {
    const link = await this.find(words, this.main().getByRole('link', { name: words, includeHidden: true }));
    if (!(await link.isVisible())) await this.unfold(link.locator('xpath=ancestor::details').locator('summary'));
    await this.act(link);
  }

  // What is folded away under a line of its own.
  async open(words) {
    await this.unfold(await this.find(words, this.main().locator('summary', { hasText: words })));
  }

  async press(words) {
    await this.act(await this.find(words, this.main().getByRole('button', { name: words })));
  }

  // One answer of several, perhaps of a question that is named.
  async choose(words, question) {
    const inside = question ? this.page.getByRole('group', { name: question }) : this.main();
    await this.tick(await this.find(words, inside.getByRole('radio', { name: words }).or(inside.getByRole('checkbox', { name: words }))));
  }

  async type(label, text) {
    await this.write(await this.find(label, this.main().getByLabel(label)), text);
  }

  async pick(label, option) {
    const select = await this.find(label, this.main().getByLabel(label));
    await this.find(option, select.getByRole('option', { name: option, exact: true }));
    await this.select(select, option);
  }

  // The first that is meant; pages are whole when they have come, so what is not there now never will be.
  async find(words, targets) {
    if (!(await targets.count())) assert.fail(`“${words}” is not on ${this.path()}:\n${await this.text()}`);
    return targets.first();
  }

  // `day`: a Date, in UTC; `time`: like "14:00", where the question asks for one.
  async date(question, day, time) {
    const part = (name) => this.page.getByRole('group', { name: question }).getByLabel(name);
    await this.write(part('Day'), String(day.getUTCDate()));
    await this.write(part('Month'), String(day.getUTCMonth() + 1));
    await this.write(part('Year'), String(day.getUTCFullYear()));
    if (time) await this.write(part('Time'), time);
  }

  async text() {
    return (await this.main().innerText()).replace(/\s+/g, ' ');
  }

  async sees(...words) {
    const text = await this.text();
    for (const one of words) assert.ok(text.includes(one), `“${one}” is not on ${this.path()}:\n${text}`);
  }

  async seesNot(...words) {
    const text = await this.text();
    for (const one of words) assert.ok(!text.includes(one), `“${one}” is on ${this.path()}:\n${text}`);
  }

  async offers(words) {
    return (await this.main().getByRole('link', { name: words }).count()) > 0;
  }

  async holds(label, value) {
    assert.equal(await this.main().getByLabel(label).first().inputValue(), value, label);
  }

  main() {
    return this.page.locator('main');
  }

  // Does what leads to another page, and waits for it.
  arrive(doing) {
    return Promise.all([this.page.waitForEvent('load'), doing()]);
  }
}

export class Mouse extends Hands {
  static words = 'without scripts';
  static scripts = false;

  act(target) {
    return this.arrive(() => target.click());
  }

  unfold(summary) {
    return summary.click();
  }

  tick(target) {
    return target.check();
  }

  write(target, text) {
    return target.fill(text);
  }

  select(target, label) {
    return target.selectOption({ label });
  }

  attach(label, file) {
    return this.main().getByLabel(label).setInputFiles(file);
  }
}

export class Keyboard extends Hands {
  static words = 'by keyboard';
  static scripts = true;

  async act(target) {
    await this.reach(target);
    await this.arrive(() => this.page.keyboard.press('Enter'));
  }

  async unfold(summary) {
    await this.reach(summary);
    await this.page.keyboard.press('Enter');
  }

  async tick(target) {
    await this.reach(target);
    if ((await target.getAttribute('type')) === 'checkbox') return this.page.keyboard.press('Space');
    const group = await target.evaluate((radio) => document.querySelectorAll(`input[name="${CSS.escape(radio.name)}"]`).length);
    for (let step = 0; step < group && !(await target.evaluate(isFocused)); step++) await this.page.keyboard.press('ArrowDown');
    if (!(await target.isChecked())) await this.page.keyboard.press('Space');
    assert.ok(await target.isChecked(), 'the keys chose something else');
  }

  async write(target, text) {
    await this.reach(target);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.type(text);
  }

  async select(target, label) {
    await this.reach(target);
    const options = await target.locator('option').count();
    const chosen = () => target.evaluate((select) => select.selectedOptions[0].label);
    await this.page.keyboard.press('Home');
    for (let step = 0; step < options && (await chosen()) !== label; step++) await this.page.keyboard.press('ArrowDown');
    assert.equal(await chosen(), label);
  }

  async attach(label, file) {
    await this.reach(this.main().getByLabel(label));
    const asked = await this.askForFile();
    await asked.setFiles(file);
  }

  // The browser drops a request for a file now and then when it is busy; whoever sees nothing happen presses again.
  async askForFile(tries = 3) {
    const [asked] = await Promise.all([
      this.page.waitForEvent('filechooser', { timeout: 5_000 }).catch(() => null),
      this.page.keyboard.press('Space'),
    ]);
    if (asked) return asked;
    assert.ok(tries > 1, 'no key opens the choice of a file');
    return this.askForFile(tries - 1);
  }

  // Tabs until the focus is there, as somebody without a mouse must. Presses that only pass by need not wait for one another.
  async reach(target) {
    const handle = await target.elementHandle();
    const passing = await handle.evaluate(stopsBefore);
    await Promise.all(Array.from({ length: passing }, () => this.page.keyboard.press('Tab')));
    for (let step = passing; step < tabsMax; step++) {
      if (await handle.evaluate(isReached, step > 0)) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`the keyboard does not reach ${await handle.evaluate((element) => element.outerHTML.slice(0, 120))}`);
  }
}

// These three run inside the page.
function isFocused(element) {
  return document.activeElement === element;
}

// Tab reaches one radio button of a group; arrows lead to the others.
function isReached(element, tabbed) {
  const active = document.activeElement;
  return active === element || (tabbed && element.type === 'radio' && active.type === 'radio' && active.name === element.name);
}

// How many stops of Tab surely lie between the focus and this element: those in between, a few left for who looks closer.
function stopsBefore(element) {
  const groups = new Set();
  const isStop = (one) => {
    if (one === element || one === document.activeElement) return true;
    if (!one.getClientRects().length || !one.checkVisibility() || one.disabled || one.tabIndex < 0) return false;
    const again = one.type === 'radio' && groups.has(one.name);
    groups.add(one.name);
    return !again;
  };
  const stops = [...document.querySelectorAll('a[href],button,input,select,textarea,summary')].filter(isStop);
  const [from, to] = [document.activeElement, element].map((one) => stops.indexOf(one));
  return Math.max(0, to - from - 3);
}
