import { useSyncExternalStore } from 'react';

/** What is looked at; the part of the address after #, so that it can be sent to somebody and the browser's Back works. */
export type ViewName = 'focus' | 'everything' | 'table' | 'timeline';

export interface Address {
  /** Empty = nobody has chosen: then what is the matter decides. */
  view: ViewName | '';
  /** The cause whose graph is shown. */
  cause: string;
  /** The component whose neighbours are shown in place of a cause. */
  around: string;
  /** The component whose panel is open. */
  component: string;
  /** Words of the table's filter, and of the phases shown. */
  filter: string;
  phase: string;
  mode: string;
}

const VIEWS: readonly string[] = ['focus', 'everything', 'table', 'timeline'];
const EMPTY: Address = { view: '', cause: '', around: '', component: '', filter: '', phase: '', mode: '' };

function parse(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [view = '', name = ''] = path.split('/');
  const places = new URLSearchParams(query);
  const address = {
    ...EMPTY,
    cause: places.get('cause') ?? '',
    around: places.get('around') ?? '',
    component: places.get('component') ?? '',
    filter: places.get('filter') ?? '',
    phase: places.get('phase') ?? '',
    mode: places.get('mode') ?? '',
  };
  if (view === 'component') return { ...address, component: name };
  return VIEWS.includes(view) ? { ...address, view: view as ViewName } : address;
}

export function format(address: Address): string {
  const places = new URLSearchParams();
  for (const key of ['cause', 'around', 'component', 'filter', 'phase', 'mode'] as const) {
    if (address[key]) places.set(key, address[key]);
  }
  const query = places.toString();
  return `#${address.view}${query ? `?${query}` : ''}`;
}

let current = parse(initial());
const listeners = new Set<() => void>();

/** `console --show VIEW` comes by way of the door. */
function initial(): string {
  if (window.location.hash) return window.location.hash;
  const shown = window.sessionStorage.getItem('show') ?? '';
  window.sessionStorage.removeItem('show');
  return shown;
}

window.addEventListener('hashchange', () => {
  current = parse(window.location.hash);
  listeners.forEach((listener) => listener());
});

export function go(change: Partial<Address>): void {
  const next = { ...current, ...change };
  if (format(next) !== format(current)) window.location.hash = format(next);
}

export const address = (): Address => current;

export const useAddress = (): Address =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );

/** Whether the panel of this component is open. */
export const useIsSelected = (name: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current.component === name,
  );

/** The command by which a colleague sees the same on their own machine, with their own rights. */
export function command(namespace: string, installation: string): string {
  const show = current.component ? `component/${current.component}` : current.view || 'focus';
  return `kubectl mpaas console ${installation} -n ${namespace} --show ${show}`;
}
