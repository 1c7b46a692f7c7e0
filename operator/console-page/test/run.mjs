// Tells stories in Debian's Chromium, as many at a time as are asked for: one process and one browser for all of a test run.
// Each line of the standard input is {id, story, link, folder} or, as the answer to a change, {id}; each line of the standard output is
// {id, change}, {id, text} or {id, end}, where end is empty or what went wrong. It ends with its standard input.
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const chrome = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--font-render-hinting=none',
  ],
});
const answers = new Map();
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const { id, story, link, folder } = JSON.parse(line);
  if (story) void tell(id, story, link, folder).then((end) => say({ id, end }));
  else answers.get(id)?.();
}
await chrome.close();
process.exit(0);

/** To its end; what it returns is what went wrong. */
async function tell(id, name, link, folder) {
  const begin = Date.now();
  const browser = await chrome.newContext({ viewport: { width: 1600, height: 900 }, locale: 'en-GB' });
  const log = (text) => say({ id, text: `${name}: ${text}` });
  /** Asks for a change, and waits until it is made. */
  const ask = (change) => new Promise((done) => {
    answers.set(id, done);
    say({ id, change });
  });
  try {
    const { story } = await import(`./${name}.mjs`);
    const complaints = [];
    browser.on('page', (page) => watch(page, complaints));
    await story({ browser, page: await browser.newPage(), link, folder, ask, log, complaints });
    if (complaints.length > 0) throw new Error(`the browser complains:\n${complaints.join('\n')}`);
    return '';
  } catch (error) {
    return String(error.stack ?? error);
  } finally {
    await browser.close();
    log(`told in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }
}

/** Whatever the browser complains of fails the story, but for what the story expects. */
function watch(page, complaints) {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
}
