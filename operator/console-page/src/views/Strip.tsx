import { memo, useMemo } from 'react';
import { go, useIsSelected } from '../model/address';
import { t, useLanguage, word } from '../model/messages';
import { useIsCritical, useRole, useStateOf } from '../model/store';
import type { Topology } from '../model/types';
import { PhaseIcon } from '../parts/Phase';
import { rove } from '../parts/Roving';

/** From so many components on, names stand closer together. */
const DENSE = 80;

/** Every component at a place that never changes, by product. */
export const Strip = memo(function Strip({ topology, named = false }: { topology: Topology; named?: boolean }) {
  useLanguage();
  const products = useMemo(() => byProduct(topology), [topology]);
  let first = true;
  return (
    <section className={`strip ${named ? 'named' : ''} ${named && topology.nodes.length > DENSE ? 'dense' : ''}`} aria-label={t('strip.title')} onKeyDown={(event) => rove(event, '.cell')}>
      {products.map(([product, names]) => (
        <div className="product" key={product}>
          <h3 translate={product ? 'no' : undefined}>{product || t('product.base')}</h3>
          <div className="cells">
            {names.map((name) => {
              const tab = first;
              first = false;
              return <Cell key={name} name={name} tab={tab} named={named} />;
            })}
          </div>
        </div>
      ))}
    </section>
  );
});

export function byProduct(topology: Topology): [string, string[]][] {
  const products = new Map<string, string[]>();
  for (const node of topology.nodes) products.set(node.product, [...(products.get(node.product) ?? []), node.name]);
  return [...products].sort(([a], [b]) => (a < b ? -1 : 1));
}

const Cell = memo(function Cell({ name, tab, named }: { name: string; tab: boolean; named: boolean }) {
  useLanguage();
  const state = useStateOf(name);
  const role = useRole(name);
  const selected = useIsSelected(name);
  const onPath = useIsCritical(name);
  if (!state) return null;
  const words = { name, phase: word('phase', state.phase), ready: state.ready ?? '–' };
  const label = role === 'cause' ? t('cell.cause', words) : t('cell.label', words);
  return (
    <button
      type="button"
      className={`cell phase-${state.phase} ${role} ${named && onPath ? 'critical' : ''}`}
      data-cell={name}
      aria-label={named ? undefined : label}
      aria-pressed={selected}
      title={label}
      tabIndex={tab ? 0 : -1}
      onClick={() => go({ component: name })}
    >
      <PhaseIcon phase={state.phase} />
      {named && <span className="name" translate="no">{name}</span>}
      {named && <span className="hidden">{word('phase', state.phase)}{role === 'cause' ? ` ${t('cause.badge')}` : ''}</span>}
      {named && <span className="count" translate="no">{state.ready ?? ''}</span>}
    </button>
  );
});
