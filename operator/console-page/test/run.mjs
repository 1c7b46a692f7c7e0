// Runs one story in the browser of browser.mjs: node test/run.mjs STORY LINK FOLDER. Lines that begin with "do " ask the test that started
// it to change the installation; it answers each with a line.
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const [, , name, link, folder] = process.argv;
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Asks for a change, and waits until it is made. */
const ask = async (what) => {
  console.log(`do ${what}`);
  await answers.next();
};

const all = await chromium.connect(process.env.BROWSER);
const browser = await all.newContext({ viewport: { width: 1600, height: 900 }, locale: 'en-GB' });
let failed = false;
try {
  const { story } = await import(`./${name}.mjs`);
  const complaints = [];
  browser.on('page', (page) => watch(page, complaints));
  await story({ browser, page: await browser.newPage(), link, folder, ask, complaints });
  if (complaints.length > 0) throw new Error(`the browser complains:\n${complaints.join('\n')}`);
} catch (error) {
  failed = true;
  console.log(String(error.stack ?? error));
} finally {
  await browser.close();
  await all.close();
}
process.exit(failed ? 1 : 0);

/** Whatever the browser complains of fails the story, but for what the story expects. */
function watch(page, complaints) {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
}
