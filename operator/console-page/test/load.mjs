// 300 components with 20 changes a second: what a change costs the main thread, that nothing moves, that memory stays, the first paint.
import { assert, drawn, enter, places, says, show } from './page.mjs';

const SECONDS = Number(process.env.LOAD_SECONDS ?? 5);
/** Of these every task is looked at; the memory is looked at over all of them. */
const TRACED = 5;

export async function story({ browser, page, link, ask }) {
  await enter(page, link);
  await ask('made-up 300');
  await ask('blocked ~24');
  await says(page, 'of 300 Ready, causes: 1');
  await show(page, { now: '' });
  await drawn(page);
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity);
  assert.ok(paint <= 1500, `first paint after ${paint} ms`);
  const before = await places(page);
  const session = await browser.newCDPSession(page);
  await session.send('HeapProfiler.enable');
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  await ask(`churn 20 ${SECONDS + 2}`);
  await page.waitForTimeout(1000);
  const start = await heap();
  const tasks = await trace(session, page);
  await page.waitForTimeout(Math.max(0, SECONDS - TRACED) * 1000);
  const end = await heap();
  const sorted = tasks.sort((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  console.log(`first paint ${Math.round(paint)} ms; ${sorted.length} tasks with script, p95 ${p95.toFixed(1)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(1)} ms; heap ${start.toFixed(1)} → ${end.toFixed(1)} MB`);
  assert.ok(sorted.length > TRACED, 'changes arrived');
  assert.ok(p95 <= 16, `main-thread work per change: p95 ${p95} ms`);
  assert.deepEqual(await places(page), before, 'nothing moved');
  assert.ok(end - start < 3, `the heap grew from ${start} to ${end} MB`);
}

/** How long each task of the main thread took that ran script, in milliseconds, from the browser's own trace. */
async function trace(session, page) {
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] } });
  await page.waitForTimeout(TRACED * 1000);
  const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await done;
  const main = events.find((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain' && scripted(events, event).length > 0);
  assert.ok(main, 'the trace has the main thread');
  const scripts = scripted(events, main).sort((a, b) => a.ts - b.ts);
  const tasks = of(events, main).filter((event) => event.name === 'RunTask').sort((a, b) => a.ts - b.ts);
  let at = 0;
  return tasks
    .filter((task) => {
      while (at < scripts.length && scripts[at].ts < task.ts) at++;
      return at < scripts.length && scripts[at].ts <= task.ts + task.dur;
    })
    .map((task) => task.dur / 1000);
}

const of = (events, thread) => events.filter((event) => event.ph === 'X' && event.pid === thread.pid && event.tid === thread.tid);
const scripted = (events, thread) => of(events, thread).filter((event) => /^(FunctionCall|EventDispatch|FireAnimationFrame)$/.test(event.name));
