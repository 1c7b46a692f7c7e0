import { useSyncExternalStore } from 'react';
import en from '../../messages/en.json';
import zh from '../../messages/zh.json';
import type { Say } from './types';

export type Language = 'en' | 'zh' | 'xx';
export type Id = keyof typeof en;

const catalogues: Record<'en' | 'zh', Record<string, string>> = { en, zh };

/** A language that no one speaks: whatever is not in its brackets did not come from the catalogue. */
const pseudo = (text: string) => `⟦${text}⟧`;

let language: Language = first();
const listeners = new Set<() => void>();

function first(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang') ?? window.localStorage.getItem('language');
  if (asked === 'en' || asked === 'zh' || asked === 'xx') return asked;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The page says which language it speaks, for fonts and screen readers. */
export function startLanguage(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

export function setLanguage(next: Language): void {
  language = next;
  window.localStorage.setItem('language', next);
  startLanguage();
  listeners.forEach((listener) => listener());
}

export const useLanguage = (): Language =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => language,
  );

/** A sentence of the catalogue with its places filled. */
export function t(id: Id, places: Record<string, string | number> = {}): string {
  return text(id, places);
}

/** A sentence that the server chose. */
export const tell = (say: Say): string => text(say.id, say.with);

/** A sentence whose last part is a word of the server, e.g. a phase; a word that this page does not know is shown as it is. */
export function word(group: 'phase' | 'installation' | 'problems' | 'stage', name: string): string {
  return text(`${group}.${name}`, {}, name);
}

function text(id: string, places: Record<string, string | number>, fallback = id): string {
  const pattern = catalogues[language === 'zh' ? 'zh' : 'en'][id] ?? fallback;
  const filled = pattern.replace(/\{([a-zA-Z]+)\}/g, (place, name: string) => String(places[name] ?? place));
  return language === 'xx' ? pseudo(filled) : filled;
}

/** Names one after the other. */
export const list = (names: readonly string[]): string => names.join(language === 'zh' ? '、' : ', ');
