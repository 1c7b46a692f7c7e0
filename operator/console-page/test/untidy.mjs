// Names of 40 characters, 512 components, a message of 2 kB with terminal escapes and tags: all stays in its place and is read as text.
import { assert, drawn, enter, says, show } from './page.mjs';

const VIEWS = ['#focus', '#everything', '#everything?mode=lanes', '#table', '#timeline'];

export async function story({ page, link, ask }) {
  await enter(page, link);
  await ask('long-names 512');
  await says(page, 'All 512');
  await ask('long-message ~24 2048');
  await says(page, 'Not well');
  const cause = await page.locator('.cause-item.outage b').first().textContent();
  assert.ok(cause.length >= 40, cause);
  for (const hash of [...VIEWS, `#table?component=${cause}`]) {
    await show(page, { hash });
    if (hash === '#focus') await drawn(page);
    await page.waitForTimeout(150);
    assert.deepEqual(await beyond(page), [], `nothing leaves its box at ${hash}`);
    if (hash.includes('lanes')) {
      assert.ok(await isReadable(page, cause), 'the lanes open at the cause, large enough to be read');
      await walkAlong(page, cause);
    }
  }
  await page.waitForSelector('.panel h2');
  const panel = await page.textContent('.panel');
  assert.match(panel, /<img src=x onerror=alert\(1\)>/, 'a tag is text');
  assert.doesNotMatch(panel, /[\u0000-\u0008\u000b-\u001f\u007f]/u, 'no terminal escape is left');
  assert.equal(await page.locator('.panel img').count(), 0);
  await cycle(page, ask);
}

/** The keyboard leads out of what is seen, and what is seen follows. */
async function walkAlong(page, from) {
  await page.locator(`[data-card="${from}"]`).focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(30);
    const name = await page.evaluate(() => document.activeElement.dataset.card);
    assert.ok(await isReadable(page, name), `${name} is in view after ${key}`);
  }
}

/** As between two writes of a change: there is no order, so no wave; all the rest is there. */
async function cycle(page, ask) {
  await ask('cycle');
  await page.waitForFunction(() => document.querySelectorAll('.counts b').length === 1 && document.querySelector('.counts b').textContent === '2');
  for (const hash of [...VIEWS, '#everything?mode=graph', '#table?component=a']) {
    await show(page, { hash });
    if (hash.includes('mode=')) await drawn(page);
    await page.waitForTimeout(150);
    assert.deepEqual(await beyond(page), [], `nothing leaves its box at ${hash}`);
    assert.doesNotMatch(await page.textContent('main'), /Wave 0/, hash);
  }
  assert.equal(await page.locator('tbody tr').count(), 2);
  assert.match(await page.textContent('.panel .neighbours'), /Needs.*b.*Needed by.*b/s);
}

/** Its card is in view, and as large as half of what it is at full size. */
const isReadable = (page, name) => page.evaluate((id) => {
  const card = document.querySelector(`[data-card="${id}"]`)?.getBoundingClientRect();
  return card !== undefined && card.width > 88 && card.left >= 0 && card.right <= window.innerWidth && card.top >= 0 && card.bottom <= window.innerHeight;
}, name);

/** The page itself never scrolls sideways, and no text is drawn over what stands beside it. */
const beyond = (page) => page.evaluate(() => {
  const found = [];
  if (document.documentElement.scrollWidth > window.innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const box of document.querySelectorAll('.card, .cause-item, .panel, [data-cell], td, .bar-row')) {
    const style = getComputedStyle(box);
    const shut = style.overflowX !== 'visible';
    if (!shut && box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0) found.push(`${box.className || box.tagName}: ${box.textContent.slice(0, 60)}`);
  }
  return [...new Set(found)].slice(0, 5);
});
