import { neededBy, needs, reachable, type Arcs } from './graph';
import type { Edge } from '../model/types';

/** Both directions of some edges. */
export interface Ways { left: Arcs; right: Arcs }

export const ways = (edges: readonly Edge[]): Ways => ({ left: needs(edges), right: neededBy(edges) });

/**
 * Shows the whole path through one component, cards, cells and lines, and dims the rest; no name = nothing is dimmed. Marked by an
 * attribute: a card that is drawn anew, because its state has changed, keeps it.
 */
export function light(box: HTMLElement | null, name: string, { left, right }: Ways): void {
  if (!box || box.dataset['shows'] === name) return;
  box.dataset['shows'] = name;
  box.classList.toggle('lighting', name !== '');
  const names = new Set(name ? [name, ...reachable(name, left), ...reachable(name, right)] : []);
  for (const one of box.querySelectorAll<HTMLElement>('[data-card], [data-cell]')) {
    one.toggleAttribute('data-lit', names.has(one.dataset['card'] ?? one.dataset['cell'] ?? ''));
  }
  for (const line of box.querySelectorAll<SVGElement>('path.line')) {
    line.toggleAttribute('data-lit', names.has(line.dataset['from'] ?? '') && names.has(line.dataset['to'] ?? ''));
  }
}

/** The component whose card or cell an event is about; empty for none. */
export function pointedAt(target: EventTarget): string {
  const one = (target as Element).closest?.<HTMLElement>('[data-card], [data-cell]');
  return one?.dataset['card'] ?? one?.dataset['cell'] ?? '';
}
