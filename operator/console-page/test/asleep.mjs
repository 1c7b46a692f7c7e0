// A page that the browser froze while much happened shows what is as soon as it is awake; the other one was right all the time.
import { assert, enter, says } from './page.mjs';

export async function story({ browser, page, link, ask }) {
  await enter(page, link);
  const second = await browser.newPage();
  await enter(second, `${new URL(link).origin}/`);
  await page.bringToFront();

  const session = await browser.newCDPSession(second);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await ask('churn 200 1');
  await page.waitForTimeout(1_200);
  await ask('outage redis');
  await says(page, 'Not well');
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await says(second, 'Not well');

  await ask('recovery redis');
  await says(page, 'All 32 components are Ready');
  await says(second, 'All 32 components are Ready');
  assert.equal(await second.locator('.stale').count(), 0);
}
