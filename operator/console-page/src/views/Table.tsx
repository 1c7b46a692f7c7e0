import { memo, useMemo, useState } from 'react';
import { go, useAddress, useIsSelected } from '../model/address';
import { list, t, tell, useLanguage, word } from '../model/messages';
import { store, useCausesOf, useStateOf, useVersion } from '../model/store';
import { age, useNow } from '../model/time';
import { PHASES, type Node, type Phase, type Topology } from '../model/types';
import { PhaseIcon } from '../parts/Phase';
import { rove } from '../parts/Roving';

type Column = 'name' | 'product' | 'wave' | 'phase' | 'since';

const RANK = new Map<Phase | undefined, number>(PHASES.map((phase, index) => [phase, index]));

/** The equal of the graph, in words. Rows stay where they are until somebody sorts: nothing moves under the pointer. */
export function Table({ topology }: { topology: Topology }) {
  useLanguage();
  const { filter, phase } = useAddress();
  const [sort, setSort] = useState<{ by: Column; down: boolean; at: number }>({ by: 'name', down: false, at: 0 });
  const order = useMemo(() => sorted(topology.nodes, sort.by, sort.down), [topology, sort]);
  const version = useVersion();
  const shown = useMemo(
    () => order.filter((node) => matches(node, filter.toLowerCase(), phase)),
    // The version stands for the states that the filter reads.
    // eslint-disable-next-line
    [order, filter, phase, version],
  );
  const columns: [Column, string][] = [
    ['name', t('table.name')], ['phase', t('table.phase')], ['product', t('table.product')], ['wave', t('table.wave')], ['since', t('table.since')],
  ];
  const choose = (by: Column) => setSort((now) => ({ by, down: now.by === by && !now.down, at: now.at + 1 }));
  const aria = (by: Column) => (sort.by !== by ? 'none' : sort.down ? 'descending' : 'ascending');
  const moves = sort.by === 'phase' || sort.by === 'since';
  return (
    <div className="table-view">
      <div className="table-tools">
        <input
          type="search" value={filter} placeholder={t('table.filter')} aria-label={t('table.filter')} spellCheck={false}
          onChange={(event) => go({ filter: event.target.value })}
        />
        <span role="status">{t('table.shown', { shown: shown.length, total: topology.nodes.length })}</span>
        {(filter || phase) && <button type="button" onClick={() => go({ filter: '', phase: '' })}>{t('table.clear')}</button>}
        {moves && <button type="button" onClick={() => setSort((now) => ({ ...now, at: now.at + 1 }))}>{t('table.resort')}</button>}
      </div>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('table.caption')}>
        <table>
          <caption className="hidden">{t('table.caption')}</caption>
          <thead>
            <tr>
              {columns.map(([by, text]) => (
                <th key={by} scope="col" aria-sort={aria(by)}>
                  <button type="button" onClick={() => choose(by)} title={t('table.sort', { column: text })}>
                    {text}<span aria-hidden="true" className={`arrow ${aria(by)}`} />
                  </button>
                </th>
              ))}
              <th scope="col">{t('table.ready')}</th>
              <th scope="col">{t('table.what')}</th>
              <th scope="col">{t('table.cause')}</th>
            </tr>
          </thead>
          <tbody onKeyDown={(event) => rove(event, 'th button')}>
            {shown.map((node, index) => <Row key={node.name} node={node} tab={index === 0} />)}
          </tbody>
        </table>
        {shown.length === 0 && <p className="empty">{t('table.none')}</p>}
      </div>
    </div>
  );
}

const Row = memo(function Row({ node, tab }: { node: Node; tab: boolean }) {
  useLanguage();
  const state = useStateOf(node.name);
  const selected = useIsSelected(node.name);
  const causes = useCausesOf(node.name);
  if (!state) return null;
  return (
    <tr className={selected ? 'selected' : ''}>
      <th scope="row">
        <button type="button" tabIndex={tab ? 0 : -1} aria-pressed={selected} onClick={() => go({ component: node.name })}>
          <span translate="no">{node.name}</span>
        </button>
      </th>
      <td><span className="phase-word"><PhaseIcon phase={state.phase} />{word('phase', state.phase)}</span></td>
      <td translate={node.product ? 'no' : undefined}>{node.product || t('product.base')}</td>
      <td translate="no">{node.wave || ''}</td>
      <td className="age"><Age since={state.since} /></td>
      <td translate="no">{state.ready ?? ''}</td>
      <td className="what">{state.say && tell(state.say)}</td>
      <td translate="no">{causes && list(causes.split(' '))}</td>
    </tr>
  );
});

function Age({ since }: { since: string | undefined }) {
  const now = useNow();
  return <>{since ? age(since, now) : ''}</>;
}

function matches(node: Node, filter: string, phase: string): boolean {
  const state = store.state(node.name);
  if (phase && state?.phase !== phase) return false;
  if (!filter) return true;
  const text = [node.name, node.product, node.type, state?.phase, state?.words, state?.say && tell(state.say)].join(' ');
  return filter.split(/\s+/).every((part) => text.toLowerCase().includes(part));
}

function sorted(nodes: readonly Node[], by: Column, down: boolean): Node[] {
  const key = (node: Node): string | number => {
    const state = store.state(node.name);
    if (by === 'phase') return RANK.get(state?.phase) ?? 99;
    if (by === 'since') return state?.since ?? '';
    return node[by];
  };
  const byName = [...nodes].sort((a, b) => (a.name < b.name ? -1 : 1));
  byName.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (down ? -1 : 1));
  return byName;
}
