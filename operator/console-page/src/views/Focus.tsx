import { useMemo } from 'react';
import { part, isHard } from '../graph/graph';
import { GraphView } from '../graph/GraphView';
import { useDrawing } from '../graph/layout';
import { useAddress } from '../model/address';
import { t } from '../model/messages';
import { useCauses, useHead } from '../model/store';
import type { Topology } from '../model/types';
import { Strip } from './Strip';
import { useSubject, type Subject } from './subject';

/** More cards than this cannot be read: then those next to the cause, and the number of the others. */
const READABLE = 60;
const NEIGHBOURS = 12;

/** One cause, what it needs, and all that come down to it. A start where nothing is wrong is seen as a whole, if that can be read. */
export function Focus({ topology }: { topology: Topology }) {
  const causes = useCauses();
  const subject = useSubject();
  const head = useHead();
  const { component, cause: chosen, around } = useAddress();
  const centre = around || subject.name || component;
  const cause = causes.find((one) => one.name === centre);
  const all = !around && subject.name !== '' && !subject.outage && !chosen && topology.nodes.length <= READABLE;
  const some = useShown(topology, centre, subject);
  const { names, more } = all ? { names: everybody(topology), more: 0 } : some;
  const marked = useMemo(() => new Set(cause?.outage ? [cause.name, ...cause.victims] : []), [cause]);
  return (
    <div className="focus">
      <Strip topology={topology} />
      {centre && names.size > 0 ? (
        <Part key={all ? '' : centre} topology={topology} names={names} marked={marked} />
      ) : (
        <p className="empty">{head?.phase === 'Ready' ? t('graph.rest') : t('graph.noCause')}</p>
      )}
      {more > 0 && <p className="more">{t('graph.more', { count: more })}</p>}
    </div>
  );
}

const everybody = (topology: Topology) => new Set(topology.nodes.map((node) => node.name));

function Part({ topology, names, marked }: { topology: Topology; names: ReadonlySet<string>; marked: ReadonlySet<string> }) {
  const shown = useMemo(() => part(topology, names), [topology, names]);
  const drawing = useDrawing(topology, shown.names, shown.edges);
  return drawing ? <GraphView drawing={drawing} marked={marked} /> : <p className="empty">{t('graph.laying')}</p>;
}

/** Who is shown; as long as one cause is looked at nobody leaves, so nothing moves while it heals. */
function useShown(topology: Topology, centre: string, subject: Subject): { names: ReadonlySet<string>; more: number } {
  const own = centre === subject.name;
  return useMemo(() => {
    const there = new Set(topology.nodes.map((node) => node.name));
    if (!there.has(centre)) return { names: new Set<string>(), more: 0 };
    const hard = topology.edges.filter(isHard);
    const below = hard.filter((edge) => edge.from === centre).map((edge) => edge.to).slice(0, NEIGHBOURS);
    const above = hard.filter((edge) => edge.to === centre).map((edge) => edge.from);
    const suffering = own && (subject.outage || subject.victims.size > 0);
    const others = suffering ? [...subject.victims] : above;
    const wanted = new Set([centre, ...below, ...others].filter((name) => there.has(name)));
    const near = new Set([centre, ...below, ...others.filter((name) => above.includes(name))].slice(0, READABLE));
    const names = wanted.size <= READABLE ? wanted : near;
    return { names, more: wanted.size - names.size };
  }, [topology, centre, own, subject.outage, subject.victims]);
}
