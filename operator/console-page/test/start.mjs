// A start as a person sees it who opened the page early: all of it in one drawing, in which nothing moves until all is green; then a stop.
import { assert, drawn, enter, places, says } from './page.mjs';

export async function story({ page, link, ask }) {
  await ask('begin');
  await enter(page, link);
  await says(page, 'Starting: 0 of 32 Ready');
  await drawn(page);
  assert.equal(await page.locator('.card').count(), 32, 'all of it is drawn');
  assert.equal(await page.locator('[data-card][tabindex="0"]').count(), 1, 'Tab leads into the drawing');
  const before = await places(page);
  await page.evaluate(() => { window.location.hash = '#focus?component=mysql'; });
  await page.waitForSelector('.lighting [data-card="mysql"][data-lit]');
  for (const name of ['mysql', 'redis', 'zookeeper', 'registry-schema', 'registry-meta']) {
    await ask(`starts ${name} 5`);
    await page.waitForSelector(`.card.phase-Starting[data-card="${name}"]`);
    await ask(`serves ${name}`);
    await page.waitForSelector(`.card.phase-Ready[data-card="${name}"]`);
  }
  assert.equal(await page.locator('[data-card="mysql"][data-lit]').count(), 1, 'what is selected stays bright when its state changes');
  await page.keyboard.press('Escape');
  assert.equal(await page.textContent('.calm'), 'Nothing failed; what is not Ready is on its way.');
  assert.equal(await page.locator('.cause-item.outage').count(), 0);
  assert.match(await page.textContent('.cause-item.moving .cause-say'), /it is next/);
  assert.deepEqual((await places(page)).cards, before.cards, 'no card moves in a start');

  await ask('sample');
  await says(page, 'All 32 components are Ready');
  assert.deepEqual((await places(page)).cards, before.cards, 'nor at its end');
  await ask('outage redis');
  await page.waitForSelector('.card.cause[data-card="redis"]');
  await page.waitForFunction(() => document.querySelectorAll('.card').length < 32);
  await ask('recovery redis');
  await says(page, 'All 32 components are Ready');

  await causes(page, ask);
  await ask('stopped');
  await says(page, 'Stopped, as asked for');
  assert.equal(await page.locator('.cause-item').count(), 0);
  assert.equal(await page.textContent('.calm'), 'No component has failed.');
}

/** Of two causes one steps from the one that is shown to the other; a table that stays open names those that are, not those that were. */
async function causes(page, ask) {
  await ask('outage redis');
  await ask('outage mysql');
  await page.waitForFunction(() => document.querySelectorAll('.cause-item.outage').length === 2);
  const chosen = () => page.textContent('.cause-item[aria-pressed="true"] b');
  const first = await chosen();
  await page.keyboard.press('n');
  await page.waitForFunction((name) => document.querySelector('.cause-item[aria-pressed="true"] b')?.textContent !== name, first);
  await page.keyboard.press('p');
  await page.waitForFunction((name) => document.querySelector('.cause-item[aria-pressed="true"] b')?.textContent === name, first);
  await ask('recovery redis');
  await ask('outage mysql');
  await page.keyboard.press('3');
  await page.waitForFunction(() => [...document.querySelectorAll('tbody td:last-child')].filter((cell) => cell.textContent === 'mysql').length > 2);
  await ask('serves mysql');
  await says(page, 'none of them failed');
  assert.equal(await page.locator('tbody td:last-child', { hasText: /^mysql$/ }).count(), 0, 'mysql is no cause any more');
  await overview(page);
  await around(page, ask);
}

/** Pointed at or selected, a component and all that it has to do with stay bright. */
async function overview(page) {
  await page.keyboard.press('2');
  await page.hover('.strip.named [data-cell="redis"]');
  const bright = () => page.locator('.overview.lighting [data-cell][data-lit]').count();
  assert.ok((await bright()) > 2 && (await bright()) < 32, `${await bright()} of 32 are bright`);
  await page.mouse.move(5, 5);
  await page.waitForSelector('.lighting', { state: 'detached' });
  await page.click('.strip.named [data-cell="mysql"]');
  await page.mouse.move(5, 5);
  await page.waitForSelector('.overview.lighting [data-cell="mysql"][data-lit]');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.lighting', { state: 'detached' });
}

/** Of any component the neighbours can be seen, whatever happened before. */
async function around(page, ask) {
  await ask('recovery mysql');
  await says(page, 'All 32 components are Ready');
  await page.evaluate(() => { window.location.hash = '#table?component=zookeeper'; });
  await page.getByRole('button', { name: 'Show what is around it' }).click();
  await page.waitForSelector('[data-card="zookeeper"]');
  await page.waitForSelector('[data-card="mysql"]', { state: 'detached' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await page.waitForSelector('[data-card="mysql"]');
}
