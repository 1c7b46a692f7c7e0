import { useCallback, useEffect, useRef, useState } from 'react';
import { readDetail } from '../model/ask';
import { go } from '../model/address';
import { t, tell, useLanguage, word } from '../model/messages';
import { useStateOf } from '../model/store';
import { age, useNow } from '../model/time';
import type { ActKind, Detail, Say, State, Topology } from '../model/types';
import { PhaseIcon } from '../parts/Phase';
import { Confirm } from './Confirm';
import { Conditions, Events, Logs, plain, Pods, scrolls, Sites, Unread, Why } from './PanelParts';

const SETTLE_MS = 1200;

/** All about one component. It is read when it is opened, and again when its state has changed and come to rest. */
export function Panel({ name, topology }: { name: string; topology: Topology }) {
  useLanguage();
  const state = useStateOf(name);
  const now = useNow();
  const node = topology.nodes.find((one) => one.name === name);
  const { detail, wrong, read } = useDetail(name, JSON.stringify(state));
  const title = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState<Say>();
  const [asking, setAsking] = useState<ActKind>();
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const end = (say?: Say) => {
    setAsking(undefined);
    if (say) setSaid(say);
  };
  return (
    <section className="panel" aria-label={t('panel.title', { name })}>
      <div className="panel-head">
        {state && <PhaseIcon phase={state.phase} />}
        <h2 ref={title} tabIndex={-1} translate="no">{name}</h2>
        <button type="button" aria-label={t('close')} onClick={() => go({ component: '' })}><span translate="no">×</span></button>
      </div>
      {!state && <p>{t('error.noComponent', { name })}</p>}
      {state && (
        <p className="panel-phase">
          <b>{word('phase', state.phase)}</b>
          <span translate="no">{state.ready ?? ''}</span>
          <span>{state.since ? age(state.since, now) : ''}</span>
          {node && <span className="faint">{t('panel.type', { type: node.type, wave: node.wave || '–' })}</span>}
        </p>
      )}
      {state?.say && <p className="panel-say">{tell(state.say)}</p>}
      {state?.held && <p className="panel-held">{t('panel.held', { held: state.held })}</p>}
      {state?.words && <blockquote aria-label={t('panel.words')} translate="no" {...scrolls(state.words)}>{plain(state.words)}</blockquote>}
      {detail && <Actions detail={detail} onAsk={setAsking} />}
      {said && <p className="said" role="status">{tell(said)}</p>}
      {wrong && <p className="wrong" role="alert">{tell(wrong)}</p>}
      {detail && <Why detail={detail} now={now} />}
      <Neighbours name={name} topology={topology} />
      <button type="button" onClick={() => go({ view: 'focus', around: name })}>{t('panel.around')}</button>
      {detail ? <Found detail={detail} state={state} now={now} onRead={read} /> : !wrong && <p className="faint">{t('panel.reading')}</p>}
      {asking && <Confirm kind={asking} name={name} topology={topology} onEnd={end} />}
    </section>
  );
}

function Found({ detail, state, now, onRead }: { detail: Detail; state: State | undefined; now: number; onRead: () => void }) {
  const told = detail.causes.some((cause) => cause.component === detail.name);
  return (
    <>
      <Sites sites={detail.sites} said={state?.sites ?? []} told={told} now={now} />
      <Conditions conditions={detail.conditions} now={now} />
      <Pods pods={detail.pods} />
      <Events events={detail.events} now={now} />
      <Logs logs={detail.logs} />
      <Unread unread={detail.unread} />
      <button type="button" onClick={onRead}>{t('panel.again')}</button>
    </>
  );
}

function useDetail(name: string, key: string) {
  const [detail, setDetail] = useState<Detail>();
  const [wrong, setWrong] = useState<Say>();
  const [asked, setAsked] = useState(0);
  const first = useRef(true);
  const read = useCallback(() => setAsked((before) => before + 1), []);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      first.current = false;
      const answer = await readDetail(name, stop.signal);
      if (stop.signal.aborted) return;
      if ('id' in answer) return setWrong(answer);
      setWrong(undefined);
      setDetail(answer);
    }, first.current ? 0 : SETTLE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [name, key, asked]);
  return { detail, wrong, read };
}

const LABELS = { HOLD: 'act.HOLD', RESUME: 'act.RESUME', RESTART: 'act.RESTART' } as const;

/** What may not be asked for is shown all the same, with what is missing. */
function Actions({ detail, onAsk }: { detail: Detail; onAsk: (kind: ActKind) => void }) {
  const missing = detail.actions.find((action) => action.missing)?.missing;
  return (
    <div className="actions" role="group" aria-label={t('panel.actions')}>
      {detail.actions.map(({ kind, missing: why }) => {
        const impossible = kind === 'RESTART' && detail.restarts.length === 0;
        return (
          <button
            key={kind} type="button" aria-disabled={why !== undefined || impossible} aria-describedby={why ? 'missing' : undefined}
            onClick={() => !why && !impossible && onAsk(kind)}
          >
            {t(LABELS[kind])}
          </button>
        );
      })}
      {missing && <p id="missing" className="missing">{tell(missing)}</p>}
      {!missing && detail.restarts.length === 0 && detail.notRestarted && (
        <p className="missing">{t('panel.notRestarted', { words: detail.notRestarted })}</p>
      )}
    </div>
  );
}

function Neighbours({ name, topology }: { name: string; topology: Topology }) {
  const below = topology.edges.filter((edge) => edge.from === name).map((edge) => ({ name: edge.to, kinds: edge.kinds }));
  const above = topology.edges.filter((edge) => edge.to === name).map((edge) => ({ name: edge.from, kinds: edge.kinds }));
  return (
    <div className="neighbours">
      <Side title={t('panel.needs')} others={below} />
      <Side title={t('panel.neededBy')} others={above} />
    </div>
  );
}

const KINDS = { startup: 'edge.startup', runtime: 'edge.runtime', optional: 'edge.optional' } as const;

function Side({ title, others }: { title: string; others: { name: string; kinds: string[] }[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {others.length === 0 && <p className="faint">{t('panel.nothing')}</p>}
      <ul>
        {others.map((other) => <Neighbour key={other.name} name={other.name} kinds={other.kinds} />)}
      </ul>
    </div>
  );
}

function Neighbour({ name, kinds }: { name: string; kinds: string[] }) {
  const state = useStateOf(name);
  return (
    <li>
      <button type="button" onClick={() => go({ component: name })}>
        <PhaseIcon phase={state?.phase ?? 'Unknown'} />
        <span translate="no">{name}</span>
        <span className="faint">{kinds.map((kind) => t(KINDS[kind as keyof typeof KINDS])).join(' · ')}</span>
      </button>
    </li>
  );
}
