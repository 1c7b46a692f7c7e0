import { store } from './store';
import type { Patch, Say } from './types';

/** A browser takes this long to notice that the connection is gone; the server speaks every 15 seconds. */
const SILENCE_MS = 40_000;

/** Follows the server for as long as the page is open; patches of one frame are applied together. */
export function follow(): void {
  let waiting: (() => void)[] = [];
  let heard = Date.now();
  let source: EventSource;
  const flush = () => {
    const now = waiting;
    waiting = [];
    now.forEach((apply) => apply());
  };
  const enqueue = (apply: () => void) => {
    heard = Date.now();
    if (waiting.push(apply) === 1) {
      // A page in the background draws no frames.
      if (document.hidden) setTimeout(flush, 0);
      else requestAnimationFrame(flush);
    }
  };
  const lost = () => {
    const since = store.link.since ?? new Date(heard).toISOString();
    store.setLink({ live: false, since, why: { id: 'link.ended', with: {} } });
  };
  const open = () => {
    source = new EventSource('/api/stream');
    source.addEventListener('snapshot', (event) => {
      const patch = JSON.parse(event.data) as Patch;
      enqueue(() => store.replace(patch));
    });
    source.addEventListener('patch', (event) => {
      const patch = JSON.parse(event.data) as Patch;
      enqueue(() => store.apply(patch));
    });
    source.addEventListener('error', () => {
      lost();
      // Refused, not interrupted: the answer says why; asked again, seldom.
      if (source.readyState === EventSource.CLOSED) {
        void refusal().then((why) => why && store.setLink({ live: false, ...(store.link.since ? { since: store.link.since } : {}), why }));
        setTimeout(open, 5000);
      }
    });
    source.addEventListener('beat', () => {
      heard = Date.now();
    });
  };
  setInterval(() => {
    if (Date.now() - heard > SILENCE_MS && source.readyState === EventSource.OPEN) {
      source.close();
      lost();
      open();
    }
  }, 5000);
  open();
}

/** Why the server lets nobody in; undefined where it does not say. */
async function refusal(): Promise<Say | undefined> {
  const stop = new AbortController();
  try {
    const answer = await fetch('/api/stream', { signal: stop.signal });
    return answer.status === 503 ? ((await answer.json()) as Say) : undefined;
  } catch {
    return undefined;
  } finally {
    stop.abort();
  }
}
