import { useState } from 'react';
import { command, go, useAddress, type ViewName } from '../model/address';
import { setLanguage, t, tell, useLanguage, word } from '../model/messages';
import { store, useHead, useLink, useTopology, useVersion } from '../model/store';
import { setTheme, useTheme } from '../model/theme';
import { age, duration, seconds, useNow } from '../model/time';
import { PHASES, type Phase } from '../model/types';
import { PhaseIcon } from '../parts/Phase';
import { openKeys } from './Keys';
import { useView } from './subject';

/** Where the sentence says something else than the phase does. */
const COLOURS = new Map([['failing', 'Degraded'], ['mild', 'Updating'], ['over', 'Ready']]);

/** On every view: what it is, whether all is well, how many are in which phase, and whether that is news. */
export function Header() {
  useLanguage();
  const head = useHead();
  return (
    <header>
      <div className="bar">
        <h1>
          <span translate="no">{head?.installation ?? 'mPaaS'}</span>
          {head && <small translate="no">{head.namespace}</small>}
        </h1>
        <Views />
        <Find />
        <Connection />
        <Settings />
      </div>
      {head && (
        <div className="bar verdict">
          <p className={`sentence installation-${COLOURS.get(head.verdict.id.split('.')[2] ?? '') ?? head.phase}`} role="status">{tell(head.verdict)}</p>
          <Times />
          <Counts />
        </div>
      )}
      {head?.notes.map((note) => <p className="note" key={note.id}>{tell(note)}</p>)}
    </header>
  );
}

function Views() {
  const view = useView();
  const names: [ViewName, string][] = [
    ['focus', t('view.focus')],
    ['everything', t('view.everything')],
    ['table', t('view.table')],
    ['timeline', t('view.timeline')],
  ];
  return (
    <nav aria-label={t('views')}>
      {names.map(([name, text]) => (
        <button type="button" key={name} aria-current={view === name ? 'page' : undefined} onClick={() => go({ view: name, around: '' })}>
          {text}
        </button>
      ))}
    </nav>
  );
}

function Times() {
  const head = useHead();
  const now = useNow();
  if (!head) return null;
  const left = head.endsAt ? seconds(now, head.endsAt) : 0;
  return (
    <p className="times">
      <span>{t('head.release')} <b translate="no">{head.release}</b></span>
      {head.tier && <span>{t('head.tier')} <b translate="no">{head.tier}</b></span>}
      {head.endsAt && <span>{left > 0 ? t('head.eta', { time: duration(left) }) : late(head.endsAt, now)}</span>}
      {!head.endsAt && head.phase === 'Ready' && head.tookSeconds !== undefined && (
        <span>{t('head.took', { time: duration(head.tookSeconds) })}</span>
      )}
      {!head.endsAt && head.phase === 'Ready' && head.readySince && <span>{t('head.since', { age: age(head.readySince, now) })}</span>}
    </p>
  );
}

/** Estimates are not good to the second. */
const LATE_S = 10;

const late = (endsAt: string, now: number) => (seconds(endsAt, now) < LATE_S ? t('head.etaSoon') : t('head.etaLate'));

/** Each count is a filter of the table. */
function Counts() {
  useVersion();
  const topology = useTopology();
  const { phase: chosen } = useAddress();
  const counts = new Map<Phase, number>();
  for (const node of topology?.nodes ?? []) {
    const phase = store.state(node.name)?.phase;
    if (phase) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  }
  return (
    <ul className="counts" aria-label={t('head.counts')}>
      {PHASES.filter((phase) => counts.has(phase)).map((phase) => (
        <li key={phase}>
          <button type="button" aria-pressed={chosen === phase} onClick={() => go({ view: 'table', phase: chosen === phase ? '' : phase })}>
            <PhaseIcon phase={phase} />
            {word('phase', phase)} <b translate="no">{counts.get(phase)}</b>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Find() {
  const topology = useTopology();
  const [typed, setTyped] = useState('');
  const names = topology?.nodes.map((node) => node.name) ?? [];
  const open = (value: string) => {
    setTyped(value);
    if (names.includes(value)) {
      go({ component: value });
      setTyped('');
    }
  };
  return (
    <form
      className="find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const first = names.find((name) => name.includes(typed.trim()));
        if (typed.trim() && first) open(first);
      }}
    >
      <input
        id="find" list="names" value={typed} placeholder={t('find')} aria-label={t('find')} autoComplete="off" spellCheck={false}
        onChange={(event) => open(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Escape') event.currentTarget.blur(); }}
      />
      <datalist id="names">{names.map((name) => <option key={name} value={name} />)}</datalist>
    </form>
  );
}

/** Never silently old. */
function Connection() {
  const link = useLink();
  const now = useNow();
  if (link.live) return <p className="link live">{t('link.live')}</p>;
  return (
    <p className="link lost" role="status" title={link.why && tell(link.why)}>
      {link.since ? t('link.stale', { age: age(link.since, now) }) : t('link.connecting')}
      {link.why && <small>{tell(link.why)}</small>}
    </p>
  );
}

function Settings() {
  const language = useLanguage();
  const theme = useTheme();
  const head = useHead();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    if (!head) return;
    void navigator.clipboard?.writeText(command(head.namespace, head.installation)).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 4000);
    });
  };
  return (
    <div className="settings">
      <button type="button" onClick={copy}>{copied ? t('share.copied') : t('share.copy')}</button>
      <button type="button" lang={language === 'zh' ? 'en' : 'zh-CN'} translate="no" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {t('language.other')}
      </button>
      <button type="button" onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}>
        {theme === 'dark' ? t('theme.light') : t('theme.dark')}
      </button>
      <button type="button" aria-label={t('keys')} onClick={openKeys}><span translate="no">?</span></button>
    </div>
  );
}
