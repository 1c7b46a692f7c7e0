// A start, a loss and a recovery of the sample on a real API server, with the operator; seen by whoever opened the page before.
import { join } from 'node:path';
import { assert, drawn, enter, places, says, still } from './page.mjs';

const PATIENCE = { timeout: 90_000 };

export async function story({ page, link, folder, ask, log }) {
  const begin = Date.now();
  const seen = (what) => log(`${what} after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  await enter(page, link);
  await says(page, 'Stopped, as asked for');
  seen('stopped');
  await page.keyboard.press('4');
  await ask('start');
  await page.waitForFunction(() => /of 32 Ready/.test(document.querySelector('.sentence').textContent), null, PATIENCE);
  await page.waitForSelector('.bar-row');
  await page.waitForSelector('.bar-track .running', PATIENCE);
  await page.waitForFunction(aBarGrows, null, PATIENCE);
  await page.screenshot({ path: join(folder, 'real-start.png') });
  await page.waitForFunction(() => document.querySelector('.sentence').textContent === 'All 32 components are Ready', null, PATIENCE);
  seen('started');
  assert.equal(await page.locator('.bar-track .started.running').count(), 0);
  assert.ok((await page.locator('.bar-row.critical').count()) > 2, 'the critical path of the start is marked');
  await page.screenshot({ path: join(folder, 'real-started.png') });

  await page.keyboard.press('1');
  await ask('lose redis');
  await page.waitForSelector('.cause-item.outage', PATIENCE);
  await says(page, 'Not well');
  await page.waitForFunction(() => document.querySelectorAll('.card.victim').length > 0, null, PATIENCE);
  assert.equal(await page.locator('.cause-item.outage b').first().textContent(), 'redis');
  await drawn(page);
  await page.click('[data-card="redis"]');
  await page.waitForSelector('.why .badge');
  assert.match(await page.textContent('.panel'), /redis-0/);
  await page.screenshot({ path: join(folder, 'real-loss.png') });
  await page.keyboard.press('Escape');
  await ask('see that whatever needs redis suffers');
  const before = await still(page, 700);
  seen('lost');

  await ask('heal redis');
  await says(page, 'All 32 components are Ready');
  seen('healed');
  assert.deepEqual((await places(page)).cards, before.cards, 'no card moved while it healed');
  await page.screenshot({ path: join(folder, 'real-recovered.png') });

  await page.fill('#find', 'mgs-core');
  await page.getByRole('button', { name: 'Restart …' }).click();
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await page.waitForSelector('.said');
  await ask('see that mgs-core is asked to restart');
}

/** Runs in the page, again and again: whether a start that was under way at the last look still is, and is longer. */
function aBarGrows() {
  const before = window.titles ?? {};
  const rows = [...document.querySelectorAll('.bar-row:has(.running)')];
  window.titles = { ...before, ...Object.fromEntries(rows.map((row) => [row.title, row.title])) };
  return rows.some((row) => Object.values(before).some((title) => title !== row.title && title.split(':')[0] === row.title.split(':')[0]));
}
