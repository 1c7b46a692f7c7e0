// Pages of other ports and sites, in the browser that holds the cookie.
import { createServer } from 'node:http';
import { assert, enter } from './page.mjs';

export async function story({ browser, page, link, complaints }) {
  const { origin } = new URL(link);
  const port = new URL(link).port;
  const clicked = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<a id=a href="${link}">here</a>`);
  });
  await new Promise((resolve) => clicked.listen(0, '127.0.0.1', resolve));
  const other = `http://127.0.0.1:${clicked.address().port}/`;
  try {
    await page.goto(other.replace('127.0.0.1', 'localhost'));
    await page.click('#a');
    await page.waitForSelector('.sentence');
    const cookies = await browser.cookies(origin);
    const own = cookies.find((cookie) => cookie.name === `mpaas-console-${port}`);
    assert.equal(own?.httpOnly, true);
    assert.equal(own?.sameSite, 'Strict');
    assert.equal(await page.evaluate(() => document.cookie), '', 'no script sees the cookie');
    await page.reload();
    await page.waitForSelector('.sentence');

    const thief = await browser.newPage();
    await thief.goto(other);
    for (const attempt of [
      `fetch('${origin}/api/stream').then((r) => r.text())`,
      `fetch('${origin}/api/components/mysql', {credentials: 'include', mode: 'no-cors'}).then((r) => { if (r.type === 'opaque') throw new Error('opaque'); })`,
      `fetch('${origin}/api/components/mysql/restart', {method: 'POST', credentials: 'include', body: '{}'}).then((r) => { if (!r.ok) throw new Error(r.status); })`,
      `new Promise((good, bad) => { const s = new EventSource('${origin}/api/stream', {withCredentials: true}); s.onmessage = good; s.addEventListener('snapshot', good); s.onerror = bad; })`,
    ]) {
      const outcome = await thief.evaluate((code) => eval(code).then(() => 'let in', () => 'refused'), attempt);
      assert.equal(outcome, 'refused', attempt);
    }
    const framed = await thief.evaluate((url) => new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      frame.onload = () => { try { resolve(frame.contentDocument === null ? 'shut' : frame.contentDocument.title); } catch { resolve('shut'); } };
      document.body.append(frame);
    }), `${origin}/`);
    assert.equal(framed, 'shut');
    const replay = await browser.newPage();
    await replay.goto(link);
    await replay.waitForFunction(() => /kubectl mpaas console/.test(document.body.textContent));
    complaints.length = 0;
    await enter(page, `${origin}/`);
  } finally {
    clicked.close();
  }
}
