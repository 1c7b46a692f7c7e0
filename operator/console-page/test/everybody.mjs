// For everybody: axe finds nothing serious on any view in either theme, and every text comes from the catalogue.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { assert, drawn, enter, says, show } from './page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIEWS = ['#focus', '#everything', '#everything?mode=lanes', '#table', '#timeline', '#table?component=mysql'];

export async function story({ page, link, ask }) {
  await enter(page, link);
  await ask('outage mysql');
  await says(page, 'Not well');
  await ask('elsewhere mysql room-b');
  await page.waitForSelector('.cause-site');
  for (const theme of ['light', 'dark']) {
    for (const hash of VIEWS) {
      await show(page, { hash, theme });
      await page.waitForTimeout(50);
      if (hash === '#focus') await drawn(page);
      if (hash.includes('component')) await page.waitForSelector('.panel pre');
      await check(page, theme, hash);
    }
    await elsewhere(page);
    await dialogs(page, (where) => check(page, theme, where));
  }
  await speak(page, ask);
  await ask('forbidden');
  await show(page, { hash: '#table?component=redis' });
  await page.waitForSelector('.missing');
  assert.match(await page.textContent('.missing'), /you may not patch components\.mpaas\.io in namespace bank/);
  assert.equal(await page.locator('.actions [aria-disabled="true"]').count(), 2);
  await page.getByRole('button', { name: 'Restart …' }).click({ force: true });
  assert.equal(await page.locator('dialog.confirm').count(), 0, 'a grey button opens nothing');
  await show(page);
  await ask('rejected 10');
  await says(page, 'rejected');
  assert.equal(await page.locator('.problems li').count(), 10);
  assert.equal(await page.locator('.problems b').count(), 0, 'a tag in a message is text');
}

/** What is said of a component in another cluster, and of that Site itself; open is mysql. */
async function elsewhere(page) {
  const words = 'Site room-b · Out: nothing is done there. · Once it is In again, it is updated there. · Pods that fail there: 1';
  assert.equal(await page.textContent('.cause-site'), words);
  const site = await page.textContent('.panel .site');
  assert.match(site, /Site room-bdoes not answer.*nodes Ready: 2\/3v1\.36\.3Out: nothing is done there/);
  assert.match(site, /PreflightPassed False ChecksFailed.*there is no storage class ssd/);
  assert.match(site, /pod mysql-0 in Site room-bCrashLoopBackOff: exit code 1/);
}

/** By all rules; in the second theme, which is the same page in other colours, by those about colours. */
async function check(page, theme, where) {
  // The page's own rules forbid foreign scripts; those of the browser's debugger are not foreign.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const rules = theme === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {};
  const result = await page.evaluate((options) => window.axe.run(document, options), { resultTypes: ['violations'], ...rules });
  const bad = result.violations.filter((violation) => ['serious', 'critical'].includes(violation.impact));
  const text = bad.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).slice(0, 3).join('\n  ')}`);
  assert.deepEqual(text, [], `${where} ${theme}`);
}

/** What asks and explains lies above every view; looked at while it is open. */
async function dialogs(page, look) {
  await page.keyboard.press('?');
  await page.waitForSelector('dialog.keys[open]');
  await look('the keys');
  await page.keyboard.press('Escape');
  await page.locator('.actions button').first().click();
  await page.waitForSelector('dialog.confirm');
  await look('a question');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog.confirm', { state: 'detached' });
}

/** Whatever a person reads is bracketed by the pseudo-language, or marked as a name or as the words of others. */
async function speak(page, ask) {
  for (const hash of VIEWS) {
    await show(page, { hash, language: 'xx' });
    if (hash.includes('component')) await page.waitForSelector('.panel pre');
    await fromTheCatalogue(page, hash);
  }
  await dialogs(page, (where) => fromTheCatalogue(page, where));
  await ask('away');
  await page.waitForSelector('.stale .link.lost small');
  await fromTheCatalogue(page, 'an API server that is away');
  await ask('back');
  await page.waitForSelector('.link.live');
}

async function fromTheCatalogue(page, where) {
  // The drawing library says its own words for the moment until it is told ours.
  const bare = await settled(() => page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.trim();
      if (text && !node.parentElement.closest('[translate="no"], script, style') && !/^⟦.*⟧$/su.test(text)) found.push(text);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const text = element.getAttribute(name);
        if (text && !/⟦/u.test(text) && !element.closest('.react-flow')) found.push(`${name}: ${text}`);
      }
    }
    return found;
  }));
  assert.deepEqual(bare, [], `not from the catalogue, at ${where}`);
}

/** What a look finds once there is nothing to find, or after two seconds. */
async function settled(look) {
  for (let attempt = 0; attempt < 20; attempt++) {
    const found = await look();
    if (found.length === 0) return found;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return look();
}
