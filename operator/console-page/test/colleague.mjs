// What one person looks at, a colleague gets to see by a command; two pages at once look at different things; Back goes back.
import { assert, enter, says } from './page.mjs';

export async function story({ browser, page, link, ask }) {
  await browser.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(link).origin });
  await enter(page, `${link}&component/mysql`);
  await page.waitForSelector('.panel h2');
  assert.equal(await page.textContent('.panel h2'), 'mysql', 'opens at what the command names');
  await copies(page, 'kubectl mpaas console mpaas -n bank --show component/mysql');
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  await page.fill('.table-tools input', 'redis');
  await copies(page, 'kubectl mpaas console mpaas -n bank --show table');

  const second = await browser.newPage();
  await enter(second, page.url());
  assert.equal(await second.inputValue('.table-tools input'), 'redis', 'an address holds the filter, too');
  await second.keyboard.press('Escape');
  await second.evaluate(() => { window.location.hash = '#everything?mode=lanes'; });
  await second.waitForSelector('.lane');
  await ask('outage redis');
  await says(page, 'Not well');
  await says(second, 'Not well');
  await page.waitForFunction(() => [...document.querySelectorAll('tbody tr')].some((row) => /^redisFailed/.test(row.textContent)));
  await second.waitForSelector('.card.cause[data-card="redis"]');
  assert.equal(await page.locator('.lane').count(), 0, 'each page keeps its own view');

  await second.goBack();
  await second.waitForSelector('.table-tools input');
  await second.goForward();
  await second.waitForSelector('.lane');
}

async function copies(page, command) {
  await page.bringToFront();
  await page.locator('.settings button').first().click();
  await page.waitForFunction(async (text) => (await navigator.clipboard.readText()) === text, command);
  assert.match(await page.locator('.settings button').first().textContent(), /^Copied/);
}
