import { useEffect, useRef } from 'react';
import { go, useAddress, type ViewName } from './model/address';
import { t, tell, useLanguage, word } from './model/messages';
import { store, useHead, useLink, useTopology } from './model/store';
import { Causes } from './views/Causes';
import { Everything } from './views/Everything';
import { Focus } from './views/Focus';
import { Header } from './views/Header';
import { Keys, openKeys } from './views/Keys';
import { Panel } from './views/Panel';
import { plain } from './views/PanelParts';
import { Table } from './views/Table';
import { shownCause, useView } from './views/subject';
import { Timeline } from './views/Timeline';

const VIEWS: readonly ViewName[] = ['focus', 'everything', 'table', 'timeline'];

export function App() {
  const language = useLanguage();
  const { component } = useAddress();
  const view = useView();
  const head = useHead();
  const topology = useTopology();
  const link = useLink();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => {
    document.title = head ? `${word('installation', head.phase)} · ${head.installation}` : t('app.title');
  }, [head, language]);
  return (
    <div className={`app ${link.live ? '' : 'stale'}`}>
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>
        {t('app.skip')}
      </a>
      <Header />
      <div className="body">
        <Causes />
        <main id="main" ref={main} tabIndex={-1}>
          {head && head.problems.length > 0 && <Problems />}
          {topology && topology.nodes.length > 0 ? (
            <>
              {view === 'focus' && <Focus topology={topology} />}
              {view === 'everything' && <Everything topology={topology} />}
              {view === 'table' && <Table topology={topology} />}
              {view === 'timeline' && <Timeline topology={topology} />}
            </>
          ) : (
            <p className="empty">{head ? t('graph.empty') : link.why ? tell(link.why) : t('link.connecting')}</p>
          )}
        </main>
        {component && topology && <Panel name={component} topology={topology} key={component} />}
      </div>
      <Keys />
    </div>
  );
}

/** What is wrong with the spec, each with the field to change. Warnings keep nothing from running: they are folded. */
function Problems() {
  const problems = useHead()?.problems ?? [];
  const errors = problems.some((problem) => problem.severity === 'Error');
  return (
    <details className={`problems ${errors ? 'errors' : ''}`} open={errors}>
      <summary>{errors ? t('problems.title') : t('problems.warnings', { count: problems.length })}</summary>
      <ol>
        {problems.map((problem) => (
          <li key={`${problem.field ?? ''} ${problem.reason} ${problem.message}`}>
            <strong className={`severity ${problem.severity}`}>{word('problems', problem.severity)}</strong>{' '}
            <code translate="no">{problem.field ?? problem.reason}</code>
            <pre translate="no">{plain(problem.message)}</pre>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Keys that work wherever nobody is typing. */
function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || document.querySelector('dialog[open]') !== null;
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const view = VIEWS[Number(event.key) - 1];
  if (view) go({ view, around: '' });
  else if (event.key === '/') document.getElementById('find')?.focus();
  else if (event.key === 'n' || event.key === 'p') step(event.key === 'n' ? 1 : -1);
  else if (event.key === 'Escape') go({ component: '' });
  else if (event.key === '?') openKeys();
  else return;
  event.preventDefault();
}

function step(by: number): void {
  const names = store.causes.map((cause) => cause.name);
  const at = names.indexOf(shownCause());
  const next = at < 0 ? names.at(by > 0 ? 0 : -1) : names[(at + by + names.length) % names.length];
  if (next) go({ view: 'focus', cause: next, around: '' });
}
