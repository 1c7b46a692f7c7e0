// An outage and its recovery as a person sees it, by keyboard where it can be.
import { assert, drawn, enter, places } from './page.mjs';

export async function story({ page, link, ask, complaints }) {
  await enter(page, link);
  assert.equal(new URL(page.url()).hash.includes(new URL(link).hash), false, 'the token is not in the address');
  assert.match(await page.textContent('.sentence'), /^All 32 components are Ready$/);
  assert.equal(await page.textContent('.calm'), 'Nothing is wrong.');

  await page.evaluate(() => { window.location.hash = '#focus?component=redis'; });
  await page.waitForSelector('.lighting [data-card="redis"][data-lit]');
  await ask('outage redis');
  await page.waitForSelector('.cause-item.outage');
  await page.waitForFunction(() => document.querySelectorAll('.card.victim').length === document.querySelectorAll('.victims li').length);
  await page.waitForFunction(() => document.querySelectorAll('.card').length === document.querySelectorAll('.victims li').length + 1);
  await page.waitForFunction(() => document.querySelectorAll('.card:not([data-lit])').length === 0);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.cause-item b').first().textContent(), 'redis');
  assert.match(await page.locator('.cause-item .cause-foot').first().textContent(), /suffer/);
  await drawn(page);
  assert.equal(await page.locator('.card.cause').getAttribute('data-card'), 'redis');
  const victims = await page.locator('.victims li').count();
  assert.equal(await page.locator('.card.victim').count(), victims, 'each victim has a card');
  const before = await places(page);

  await page.hover('[data-card="redis"]');
  assert.equal(await page.locator('.lighting .card[data-lit]').count(), victims + 1, 'pointed at, the whole path is lit');
  await page.mouse.move(5, 5);
  await page.waitForSelector('.lighting', { state: 'detached' });
  await page.click('[data-card="redis"]');
  await page.waitForSelector('.panel h2');
  await page.keyboard.press('Escape');

  await page.locator('[data-card="redis"]').focus();
  await page.keyboard.press('ArrowRight');
  const next = await page.evaluate(() => document.activeElement?.getAttribute('data-card'));
  assert.ok(next && next !== 'redis', 'the arrow goes along an edge');
  await page.locator('[data-card="redis"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.panel h2');
  assert.equal(await page.textContent('.panel h2'), 'redis');
  assert.match(page.url(), /component=redis/);
  await page.waitForSelector('.panel pre');
  assert.equal(await page.textContent('.panel pre'), 'fatal <img src=x onerror=alert(1)>\n<script>alert(2)</script>');
  assert.equal(await page.locator('.panel img, .panel script').count(), 0);
  await restart(page);
  await page.keyboard.press('Escape');
  await page.waitForSelector('.panel', { state: 'detached' });

  await ask('recovery redis');
  await page.waitForFunction(() => /^All 32/.test(document.querySelector('.sentence')?.textContent ?? ''));
  assert.deepEqual((await places(page)).cards, before.cards, 'no card moved while it healed');
  await keys(page);
  await calmly(page);
  await apart(page, ask);
  await ask('end');
  await page.waitForFunction(() => /does not answer/.test(document.querySelector('.link.lost')?.textContent ?? ''));
  complaints.length = 0;
}

async function restart(page) {
  await page.getByRole('button', { name: 'Restart …' }).click();
  assert.match(await page.textContent('dialog.confirm'), /its pods are replaced.*these do not either/s);
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await page.waitForSelector('.said');
  assert.equal(await page.textContent('.said'), 'redis is asked to restart.');
  await page.getByRole('button', { name: 'Hold …' }).click();
  await page.getByRole('button', { name: 'Hold', exact: true }).click();
  assert.match(await page.textContent('.wrong'), /Say why it is held/);
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog.confirm', { state: 'detached' });
}

async function keys(page) {
  await page.keyboard.press('3');
  await page.waitForSelector('table');
  assert.equal(await page.locator('tbody tr').count(), 32);
  await page.keyboard.press('/');
  await page.keyboard.type('mysql');
  await page.waitForSelector('.panel');
  assert.equal(await page.textContent('.panel h2'), 'mysql');
  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('4');
  await page.waitForSelector('.bar-row');
  assert.equal(await page.locator('.bar-row').count(), 32);
  await page.keyboard.press('2');
  await page.waitForSelector('.strip.named');
  await page.goBack();
  await page.waitForSelector('.bar-row');
}

/** Whoever asks for less motion gets none. */
async function calmly(page) {
  const moves = () => page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
    const style = getComputedStyle(element);
    return parseFloat(style.transitionDuration) > 0 || (style.animationName !== 'none' && parseFloat(style.animationDuration) > 0);
  }).length);
  await page.keyboard.press('1');
  await drawn(page);
  assert.ok((await moves()) > 0, 'what changes is seen to change');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.equal(await moves(), 0, 'nothing fades or slides');
  await page.emulateMedia({ reducedMotion: null });
}

/** The API server goes away: greyed, with its age; it comes back by itself. */
async function apart(page, ask) {
  await ask('away');
  await page.waitForSelector('.stale .link.lost');
  assert.match(await page.textContent('.link.lost'), /as of .* ago.*No news from the API server: connection refused/);
  await ask('back');
  await page.waitForSelector('.link.live');
}
