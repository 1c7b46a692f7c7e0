import { memo } from 'react';
import type { NodeProps } from '@xyflow/react';
import { go, useIsSelected } from '../model/address';
import { tell, t, useLanguage, word } from '../model/messages';
import { useIsCritical, useRole, useStateOf } from '../model/store';
import { age, useNow } from '../model/time';
import { PhaseIcon } from '../parts/Phase';

/** A component in the graph. Its state comes from the store, so that a change draws this card and nothing else. */
export const Card = memo(function Card({ id }: NodeProps) {
  useLanguage();
  const state = useStateOf(id);
  const role = useRole(id);
  const selected = useIsSelected(id);
  const onPath = useIsCritical(id);
  if (!state) return null;
  return (
    <button
      type="button"
      className={`card phase-${state.phase} ${role} ${onPath ? 'critical' : ''}`}
      data-card={id}
      aria-pressed={selected}
      tabIndex={-1}
      onClick={() => go({ component: id })}
    >
      <span className="card-head">
        <PhaseIcon phase={state.phase} />
        <span className="name" translate="no">{id}</span>
        {role === 'cause' && <span className="badge">{t('cause.badge')}</span>}
      </span>
      <span className="card-foot">
        <span>{word('phase', state.phase)}</span>
        <span translate="no">{state.ready ?? ''}</span>
        <Since since={state.since} />
      </span>
      {state.say && <span className="hidden">{tell(state.say)}</span>}
    </button>
  );
});

/** How long it is so; the only part of a card that the clock draws. */
function Since({ since }: { since: string | undefined }) {
  const now = useNow();
  return <span>{since ? age(since, now) : ''}</span>;
}
