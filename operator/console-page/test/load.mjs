// 300 components with 20 changes a second: what a change costs the main thread, that nothing moves, that memory stays, the first paint.
import { assert, drawn, enter, places, says, show } from './page.mjs';

const SECONDS = Number(process.env.LOAD_SECONDS ?? 3);
/** Every task of so many seconds is looked at, once a minute; in between the page is left alone. */
const TRACED = Math.min(SECONDS, 5);
const EVERY = 60;
/** What a page may keep: the first half minute warms up, and the rest is noise of the collector. */
const GROWTH_MB = 3;
const FLAT_MB = 1;

export async function story({ browser, page, link, ask, log }) {
  await enter(page, link);
  await ask('made-up 300');
  await ask('blocked ~24');
  await says(page, 'of 300 Ready, causes: 1');
  await show(page, { now: '' });
  await drawn(page);
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity);
  log(`first paint ${Math.round(paint)} ms`);
  assert.ok(paint <= 1500, `first paint after ${paint} ms`);
  const before = await places(page);
  const session = await browser.newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await ask(`churn 20 ${SECONDS + EVERY}`);
  await page.waitForTimeout(1000);
  const looks = await look(session, page, log);
  const tasks = looks.flatMap((one) => one.tasks).sort((a, b) => a - b);
  const heaps = looks.map((one) => one.heap);
  log(`${tasks.length} tasks with script in ${looks.length} looks: p50 ${at(tasks, 0.5)}, p95 ${at(tasks, 0.95)}, longest ${at(tasks, 1)} ms; heap ${heaps.map((heap) => heap.toFixed(1)).join(' ')} MB`);
  assert.ok(tasks.length > TRACED, 'changes arrived');
  assert.ok(Number(at(tasks, 0.95)) <= 16, `main-thread work per change: p95 ${at(tasks, 0.95)} ms`);
  assert.deepEqual(await places(page), before, 'nothing moved');
  const grown = heaps.at(-1) - heaps[0];
  assert.ok(grown < GROWTH_MB, `the heap grew by ${grown} MB`);
  const later = heaps.slice(Math.ceil(heaps.length / 2));
  assert.ok(Math.max(...later) - Math.min(...later) < FLAT_MB || heaps.length < 4, `the heap is not flat: ${heaps} MB`);
}

const at = (sorted, share) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);

/** Tasks and heap, from time to time until the end. */
async function look(session, page, log) {
  const looks = [];
  const end = Date.now() + SECONDS * 1000;
  do {
    const next = Date.now() + EVERY * 1000;
    await session.send('HeapProfiler.collectGarbage');
    const heap = (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
    const tasks = await trace(session, page);
    log(`heap ${heap.toFixed(1)} MB; ${tasks.length} tasks, p95 ${at([...tasks].sort((a, b) => a - b), 0.95)} ms`);
    looks.push({ heap, tasks });
    if (Date.now() < end) await page.waitForTimeout(Math.max(0, Math.min(next, end) - Date.now()));
  } while (Date.now() < end);
  await session.send('HeapProfiler.collectGarbage');
  looks.push({ heap: (await session.send('Runtime.getHeapUsage')).usedSize / 1e6, tasks: [] });
  return looks;
}

/** How long each task of the main thread took that ran script, in milliseconds, from the browser's own trace. */
async function trace(session, page) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] } });
  await page.waitForTimeout(TRACED * 1000);
  const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await done;
  session.off('Tracing.dataCollected', collect);
  const main = events.find((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain' && scripted(events, event).length > 0);
  assert.ok(main, 'the trace has the main thread');
  const scripts = scripted(events, main).sort((a, b) => a.ts - b.ts);
  const tasks = of(events, main).filter((event) => event.name === 'RunTask').sort((a, b) => a.ts - b.ts);
  let next = 0;
  return tasks
    .filter((task) => {
      while (next < scripts.length && scripts[next].ts < task.ts) next++;
      return next < scripts.length && scripts[next].ts <= task.ts + task.dur;
    })
    .map((task) => task.dur / 1000);
}

const of = (events, thread) => events.filter((event) => event.ph === 'X' && event.pid === thread.pid && event.tid === thread.tid);
const scripted = (events, thread) => of(events, thread).filter((event) => /^(FunctionCall|EventDispatch|FireAnimationFrame)$/.test(event.name));
