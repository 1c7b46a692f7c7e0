// What the stories share.
import assert from 'node:assert/strict';

/** Opens the page by its link, then at an address with the clock still. */
export async function enter(page, link) {
  await page.goto(link);
  await page.waitForSelector('.sentence');
}

/** Goes to an address as a person would; loads anew only for another clock or for the language that no one speaks. */
export async function show(page, { hash = '#focus', language = 'en', theme = 'light', now = '2026-03-01T09:02:00Z' } = {}) {
  const { origin, searchParams } = new URL(page.url());
  if (language === 'xx' || searchParams.get('now') !== now || searchParams.get('lang') === 'xx') {
    await page.goto(`${origin}/?lang=${language}&theme=${theme}&now=${now}${hash}`);
    await page.waitForSelector('.sentence');
    return;
  }
  await page.evaluate((to) => { window.location.hash = to; }, hash);
  const is = await page.evaluate(() => ({ language: document.documentElement.lang.slice(0, 2), theme: document.documentElement.dataset.theme }));
  if (is.language !== language) await page.locator('.settings button').nth(1).click();
  if (is.theme !== theme) await page.locator('.settings button').nth(2).click();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement?.blur());
}

/** The page has heard of the change: its first sentence has these words. */
export const says = (page, words) => page.waitForFunction(
  (text) => document.querySelector('.sentence')?.textContent.includes(text), words, { timeout: 60_000 },
);

/** The graph is laid out and in view. */
export const drawn = (page) => page.waitForFunction(() => {
  const cards = document.querySelectorAll('[data-card]');
  const flow = document.querySelector('.react-flow__viewport');
  return cards.length > 0 && flow !== null && !/translate\(0px, ?0px\) scale\(1\)/.test(flow.style.transform);
});

/** Where every card and every cell stands. */
export const places = (page) => page.evaluate(() => ({
  cards: Object.fromEntries([...document.querySelectorAll('.react-flow__node')].map((node) => [node.dataset.id, node.style.transform])),
  cells: Object.fromEntries([...document.querySelectorAll('[data-cell]')].map((cell) => {
    const box = cell.getBoundingClientRect();
    return [cell.dataset.cell, `${box.x},${box.y}`];
  })),
}));

/** Where every card stands once none has come for so many milliseconds: the page hears of victims four times a second, and each is a card more. */
export async function still(page, quiet) {
  for (let before = await places(page); ; ) {
    await page.waitForTimeout(quiet);
    const now = await places(page);
    if (JSON.stringify(now.cards) === JSON.stringify(before.cards)) return now;
    before = now;
  }
}

export { assert };
