// A start as a person sees it who opened the page early: all of it in one drawing, in which nothing moves until all is green; then a stop.
import { assert, drawn, enter, places, says } from './page.mjs';

export async function story({ page, link, ask }) {
  await ask('begin');
  await enter(page, link);
  await says(page, 'Starting: 0 of 32 Ready');
  await drawn(page);
  assert.equal(await page.locator('.card').count(), 32, 'all of it is drawn');
  const before = await places(page);
  for (const name of ['mysql', 'redis', 'zookeeper', 'registry-schema', 'registry-meta']) {
    await ask(`starts ${name} 5`);
    await page.waitForSelector(`.card.phase-Starting[data-card="${name}"]`);
    await ask(`serves ${name}`);
    await page.waitForSelector(`.card.phase-Ready[data-card="${name}"]`);
  }
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

  await ask('stopped');
  await says(page, 'Stopped, as asked for');
  assert.equal(await page.locator('.cause-item').count(), 0);
  assert.equal(await page.textContent('.calm'), 'No component has failed.');
}
