// The pictures: 32 and 300 components, both languages and themes, compared with the committed ones.
import { readFileSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert, drawn, enter, says, show } from './page.mjs';

/** Fonts of another machine draw other edges of letters: so many of a thousand pixels may differ, and none may move a card. */
const TOLERANCE = 0.02;

const GOLDEN = join(import.meta.dirname, 'pictures');

/** Compares; the page that is looked at may not load other pictures. */
let other;

export async function story({ browser, page, link, folder, ask, log }) {
  other = await browser.newPage();
  await page.bringToFront();
  await enter(page, link);
  if (!(await hasTheFonts(page))) {
    log('the fonts of this machine are others than those of the pictures: they are not compared');
    return;
  }
  await ask('outage mysql');
  await says(page, 'Not well');
  await picture(page, folder, 'sample-en-light', {});
  await picture(page, folder, 'sample-en-dark', { theme: 'dark' });
  await picture(page, folder, 'sample-zh-light', { language: 'zh' });
  await picture(page, folder, 'sample-zh-dark', { language: 'zh', theme: 'dark' });
  await picture(page, folder, 'sample-lanes', { hash: '#everything?mode=lanes' });
  await picture(page, folder, 'sample-timeline-zh', { hash: '#timeline', language: 'zh' });
  await ask('made-up 300');
  await ask('blocked ~24');
  await says(page, '300');
  await page.waitForSelector('.cause-item.outage');
  await picture(page, folder, '300-en-light', {});
  await picture(page, folder, '300-en-dark', { theme: 'dark' });
  await picture(page, folder, '300-zh-light', { language: 'zh' });
  await picture(page, folder, '300-zh-dark', { language: 'zh', theme: 'dark' });
  await picture(page, folder, '300-overview', { hash: '#everything' });
}

/** Pictures can only be compared where letters are as wide: with Debian's DejaVu Sans and WenQuanYi Micro Hei. */
async function hasTheFonts(page) {
  const widths = await page.evaluate(() => {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context.font = `100px ${getComputedStyle(document.documentElement).fontFamily}`;
    return ['The cause of an outage', '故障的根因'].map((text) => Math.round(context.measureText(text).width)).join();
  });
  const file = join(GOLDEN, 'fonts.txt');
  if (process.env.GOLDEN_WRITE === 'true') {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(file, `${widths}\n`);
  }
  return readFileSync(file, 'utf8').trim() === widths;
}

async function picture(page, folder, name, where) {
  await show(page, where);
  if (!where.hash || where.hash.includes('lanes')) await drawn(page);
  await compare(page, folder, name);
}

async function compare(page, folder, name) {
  await page.waitForTimeout(250);
  const now = await page.screenshot({ animations: 'disabled' });
  writeFileSync(join(folder, `${name}.png`), now);
  const file = join(GOLDEN, `${name}.png`);
  if (process.env.GOLDEN_WRITE === 'true') {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(file, now);
  }
  assert.ok(existsSync(file), `${file} is missing: -Dgolden.write=true writes it`);
  const before = readFileSync(file);
  const differing = before.equals(now) ? 0 : await difference(before, now);
  assert.ok(differing <= TOLERANCE, `${name}: ${(differing * 100).toFixed(2)} % of the picture differ, see ${join(folder, name)}.png`);
}

/** Share of pixels that differ visibly; in a page of its own, since the one that is looked at forbids foreign pictures. */
const difference = (before, now) => other.evaluate(async (pictures) => {
  const read = async (base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  };
  const [a, b] = await Promise.all(pictures.map(read));
  if (a.length !== b.length) return 1;
  let differing = 0;
  for (let i = 0; i < a.length; i += 4) {
    const distance = Math.abs(a[i] - b[i]) + Math.abs(a[i + 1] - b[i + 1]) + Math.abs(a[i + 2] - b[i + 2]);
    if (distance > 90) differing++;
  }
  return differing / (a.length / 4);
}, [before.toString('base64'), now.toString('base64')]);
