// A browser that sleeps: its page is frozen, then its network is gone, while much happens; awake again it shows what is, in both pages.
import { assert, enter, says } from './page.mjs';

export async function story({ browser, page, link, ask, complaints }) {
  await enter(page, link);
  const second = await browser.newPage();
  await enter(second, `${new URL(link).origin}/`);
  await page.bringToFront();

  const session = await browser.newCDPSession(second);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await ask('churn 200 5');
  await page.waitForTimeout(5_500);
  await ask('outage redis');
  await says(page, 'Not well');
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await says(second, 'Not well');

  await browser.setOffline(true);
  await page.waitForSelector('.link.lost', { timeout: 60_000 });
  await ask('recovery redis');
  await browser.setOffline(false);
  await says(page, 'All 32 components are Ready');
  await says(second, 'All 32 components are Ready');
  await page.waitForSelector('.link.live');
  assert.equal(await page.locator('.stale').count(), 0);
  complaints.length = 0;
}
