import { useSyncExternalStore } from 'react';
import { t } from './messages';

/** One clock for all that shows an age, once a second; tests set it still by ?now=INSTANT. */
const still = new URLSearchParams(window.location.search).get('now');
let now = still ? Date.parse(still) : Date.now();
const listeners = new Set<() => void>();

if (!still) {
  setInterval(() => {
    now = Date.now();
    listeners.forEach((listener) => listener());
  }, 1000);
}

export const useNow = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => now,
  );

/** Seconds between two instants; never less than 0. */
export const seconds = (from: string | number, to: string | number): number =>
  Math.max(0, Math.round((new Date(to).getTime() - new Date(from).getTime()) / 1000));

/** 45s · 3m 12s · 1h 5m · 2d 3h · 12d. */
export function duration(total: number): string {
  const s = total % 60;
  const m = Math.floor(total / 60) % 60;
  const h = Math.floor(total / 3600) % 24;
  const d = Math.floor(total / 86400);
  if (d >= 10) return t('time.d', { d });
  if (d > 0) return t('time.dh', { d, h });
  if (h > 0) return t('time.hm', { h, m });
  if (m >= 10) return t('time.m', { m });
  return m > 0 ? t('time.ms', { m, s }) : t('time.s', { s });
}

export const age = (since: string, at: number): string => duration(seconds(since, at));
