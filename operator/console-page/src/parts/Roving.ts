import type { KeyboardEvent } from 'react';

const STEPS = new Map([['ArrowRight', 1], ['ArrowDown', 1], ['ArrowLeft', -1], ['ArrowUp', -1]]);
const ENDS = new Map([['Home', 0], ['End', -1]]);

/** One tab stop for many buttons: the arrows go from one to the next, Home and End to the ends. */
export function rove(event: KeyboardEvent<HTMLElement>, selector: string): void {
  const step = STEPS.get(event.key);
  const edge = ENDS.get(event.key);
  if (step === undefined && edge === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const next = edge === undefined ? all[at + (step ?? 0)] : all.at(edge);
  if (next) {
    event.preventDefault();
    all.forEach((one) => (one.tabIndex = -1));
    next.tabIndex = 0;
    next.focus();
  }
}
