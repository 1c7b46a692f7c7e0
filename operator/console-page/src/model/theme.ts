import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

let theme: Theme = first();
const listeners = new Set<() => void>();

function first(): Theme {
  const asked = new URLSearchParams(window.location.search).get('theme') ?? window.localStorage.getItem('theme');
  if (asked === 'dark' || asked === 'light') return asked;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function startTheme(): void {
  document.documentElement.dataset['theme'] = theme;
}

export function setTheme(next: Theme): void {
  theme = next;
  window.localStorage.setItem('theme', next);
  startTheme();
  listeners.forEach((listener) => listener());
}

export const useTheme = (): Theme =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => theme,
  );
