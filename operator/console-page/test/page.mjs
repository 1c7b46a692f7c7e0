// What the stories share.
import assert from 'node:assert/strict';

/** Opens the page by its link, then at an address with the clock still. */
export async function enter(page, link) {
  await page.goto(link);
  await page.waitForSelector('.sentence');
}

export async function show(page, { hash = '', language = 'en', theme = 'light', now = '2026-03-01T09:02:00Z' } = {}) {
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/?lang=${language}&theme=${theme}${now ? `&now=${now}` : ''}${hash}`);
  await page.waitForSelector('.sentence');
}

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

export { assert };
