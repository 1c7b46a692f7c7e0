import { go, useAddress } from '../model/address';
import { t, tell, useLanguage, word } from '../model/messages';
import { useCauses, useHead, useStateOf } from '../model/store';
import { age, useNow } from '../model/time';
import type { Cause } from '../model/types';
import { PhaseIcon } from '../parts/Phase';
import { saidThere } from './PanelParts';
import { useSubject } from './subject';

/** Beside every view: what is wrong, most victims first; below it, what is only on its way; then who suffers from the chosen one. */
export function Causes() {
  useLanguage();
  const causes = useCauses();
  const subject = useSubject().name;
  const head = useHead();
  const outages = causes.filter((cause) => cause.outage);
  const moving = causes.filter((cause) => !cause.outage);
  const shown = causes.find((cause) => cause.name === subject);
  return (
    <aside className="causes" aria-label={t('causes.title')}>
      <h2>{t('causes.count', { count: outages.length })}</h2>
      {outages.length === 0 && head && <p className="calm">{calm(head.phase, moving.length > 0)}</p>}
      <List causes={outages} subject={subject} />
      {moving.length > 0 && <h2>{t('causes.moving')}</h2>}
      <List causes={moving} subject={subject} />
      {shown && (
        <>
          <h2>{shown.outage ? t('cause.victims', { name: shown.name }) : t('cause.waiting', { name: shown.name })}</h2>
          {shown.victims.length === 0 && <p className="calm">{t('cause.alone')}</p>}
          <ul className="victims">
            {shown.victims.map((name) => <Victim key={name} name={name} />)}
          </ul>
        </>
      )}
    </aside>
  );
}

/** What is neither wrong nor on its way, such as a stopped installation, is not said to be either. */
function calm(phase: string, moving: boolean): string {
  if (phase === 'Ready') return t('causes.none');
  return moving || phase === 'Starting' || phase === 'Updating' ? t('causes.noneYet') : t('causes.quiet');
}

function List({ causes, subject }: { causes: Cause[]; subject: string }) {
  return (
    <ul className="cause-list">
      {causes.map((cause) => <Item key={cause.name} cause={cause} chosen={cause.name === subject} />)}
    </ul>
  );
}

function Item({ cause, chosen }: { cause: Cause; chosen: boolean }) {
  const state = useStateOf(cause.name);
  const now = useNow();
  if (!state) return null;
  return (
    <li>
      <button
        type="button"
        className={`cause-item ${cause.outage ? 'outage' : 'moving'}`}
        aria-pressed={chosen}
        onClick={() => go({ view: 'focus', cause: cause.name, around: '' })}
      >
        <span className="cause-head">
          <PhaseIcon phase={state.phase} />
          <b translate="no">{cause.name}</b>
          <span className="cause-ready" translate="no">{state.ready ?? ''}</span>
        </span>
        <span className="cause-say">{state.say ? tell(state.say) : word('phase', state.phase)}</span>
        {state.sites.map((there) => (
          <span className="cause-site" key={there.site}>{[t('site.title', { name: there.site }), ...saidThere(there)].join(' · ')}</span>
        ))}
        <span className="cause-foot">
          <span>{cause.outage ? t('causes.suffer', { count: cause.victims.length }) : t('causes.wait', { count: cause.victims.length })}</span>
          <span>{state.since ? age(state.since, now) : ''}</span>
        </span>
      </button>
    </li>
  );
}

function Victim({ name }: { name: string }) {
  const state = useStateOf(name);
  const { component } = useAddress();
  if (!state) return null;
  return (
    <li>
      <button type="button" aria-pressed={component === name} onClick={() => go({ component: name })} aria-label={`${name}, ${word('phase', state.phase)}`}>
        <PhaseIcon phase={state.phase} />
        <span translate="no">{name}</span>
      </button>
    </li>
  );
}
