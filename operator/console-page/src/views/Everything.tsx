import { useEffect, useMemo, useRef } from 'react';
import { ViewportPortal } from '@xyflow/react';
import { GraphView } from '../graph/GraphView';
import { isHard } from '../graph/graph';
import { lanes, useDrawing } from '../graph/layout';
import { light, pointedAt, ways } from '../graph/light';
import { go, useAddress } from '../model/address';
import { t } from '../model/messages';
import { useCauses, usePathKey } from '../model/store';
import type { Topology } from '../model/types';
import { Strip } from './Strip';

/** More cards than this in one graph cannot be read. */
const SMALL = 60;

/** All of it: by product, by product and start wave, and, where it is small, as one graph. */
export function Everything({ topology }: { topology: Topology }) {
  const { mode } = useAddress();
  const shown = mode || 'overview';
  const modes: [string, string][] = [
    ['overview', t('everything.overview')],
    ['lanes', t('everything.lanes')],
    ['graph', t('everything.graph')],
  ];
  return (
    <div className="everything">
      <div className="modes" role="group" aria-label={t('everything.modes')}>
        {modes.map(([name, text]) => (
          <button type="button" key={name} aria-pressed={shown === name} onClick={() => go({ mode: name })}>{text}</button>
        ))}
        <Legend lines={shown !== 'overview'} />
      </div>
      {shown === 'overview' && <Overview topology={topology} />}
      {shown === 'lanes' && <LaneView topology={topology} />}
      {shown === 'graph' && (topology.nodes.length <= SMALL
        ? <Whole topology={topology} />
        : <p className="empty">{t('everything.graphTooBig', { count: topology.nodes.length })}</p>)}
    </div>
  );
}

/** Cells instead of cards: what a component needs and who needs it stays bright while it is pointed at or selected. */
function Overview({ topology }: { topology: Topology }) {
  const box = useRef<HTMLDivElement>(null);
  const { component } = useAddress();
  const edges = useMemo(() => ways(topology.edges.filter(isHard)), [topology]);
  const selected = topology.nodes.some((node) => node.name === component) ? component : '';
  const point = (name: string) => light(box.current, name || selected, edges);
  useEffect(() => point(''));
  return (
    <div className="overview" ref={box} onPointerMove={(event) => point(pointedAt(event.target))} onPointerLeave={() => point('')}>
      <Strip topology={topology} named />
    </div>
  );
}

function Legend({ lines }: { lines: boolean }) {
  const path = usePathKey();
  const edges: [string, string][] = [['startup', t('edge.startup')], ['runtime', t('edge.runtime')], ['optional', t('edge.optional')]];
  const kinds: [string, string][] = [
    ...(lines ? edges : []),
    ...(path ? [['critical', t('edges.path')] as [string, string]] : []),
  ];
  return kinds.length > 0 && (
    <ul className="legend" aria-label={t('edges.legend')}>
      {kinds.map(([kind, text]) => (
        <li key={kind}>
          <svg viewBox="0 0 32 8" aria-hidden="true"><path className={`line ${kind}`} d="M0,4H32" /></svg>
          {text}
        </li>
      ))}
    </ul>
  );
}

function LaneView({ topology }: { topology: Topology }) {
  const shown = useMemo(() => lanes(topology), [topology]);
  const marked = useMarked();
  return (
    <GraphView drawing={shown.drawing} marked={marked} quiet>
      <ViewportPortal>
        {shown.titles.map((lane) => (
          <div key={lane.product} className="lane" style={{ top: lane.y - 12, width: shown.width, height: lane.height + 14 }}>
            <h3 translate={lane.product ? 'no' : undefined}>{lane.product || t('product.base')}</h3>
          </div>
        ))}
        {shown.waves.filter(({ wave }) => wave > 0).map(({ wave, x }) => <div key={wave} className="wave" style={{ left: x }}>{t('everything.wave', { number: wave })}</div>)}
      </ViewportPortal>
    </GraphView>
  );
}

function Whole({ topology }: { topology: Topology }) {
  const names = useMemo(() => topology.nodes.map((node) => node.name), [topology]);
  const drawing = useDrawing(topology, names, topology.edges);
  const marked = useMarked();
  return drawing ? <GraphView drawing={drawing} marked={marked} /> : <p className="empty">{t('graph.laying')}</p>;
}

function useMarked(): ReadonlySet<string> {
  const causes = useCauses();
  return useMemo(
    () => new Set(causes.filter((cause) => cause.outage).flatMap((cause) => [cause.name, ...cause.victims])),
    [causes],
  );
}
