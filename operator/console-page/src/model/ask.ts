import type { ActKind, Detail, Say } from './types';

const NO_ANSWER: Say = { id: 'error.noAnswer', with: {} };

/** All about one component, or the sentence that says why not. */
export async function readDetail(name: string, signal: AbortSignal): Promise<Detail | Say> {
  try {
    const answer = await fetch(`/api/components/${encodeURIComponent(name)}`, { signal });
    return (await answer.json()) as Detail | Say;
  } catch {
    return NO_ANSWER;
  }
}

/** Asks for something, and says what came of it. */
export async function act(kind: ActKind, name: string, reason: string): Promise<{ done: boolean; say: Say }> {
  try {
    const answer = await fetch(`/api/components/${encodeURIComponent(name)}/${kind.toLowerCase()}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ reason }),
    });
    return { done: answer.ok, say: (await answer.json()) as Say };
  } catch {
    return { done: false, say: NO_ANSWER };
  }
}
