import { memo } from 'react';
import { go, useIsSelected } from '../model/address';
import { t, useLanguage } from '../model/messages';
import { store, useHead, useVersion } from '../model/store';
import { duration, seconds, useNow } from '../model/time';
import type { Topology } from '../model/types';
import { PhaseIcon } from '../parts/Phase';
import { rove } from '../parts/Roving';
import { lastStart, type Bar } from './starts';

/** Less than this is nothing that somebody could gain. */
const SLACK_MS = 2000;

/** The last start as bars: what waited, what started, what decided how long it took. A running start moves. */
export function Timeline({ topology }: { topology: Topology }) {
  useLanguage();
  useVersion();
  const now = useNow();
  const head = useHead();
  const start = head && lastStart(topology, (name) => store.state(name), head, now);
  if (!head || !start) return <p className="empty">{t('timeline.none')}</p>;
  const scale = (at: number) => ((at - start.begin) / (start.end - start.begin)) * 100;
  return (
    <div className="timeline">
      <div className="timeline-head">
        <h2>{t('timeline.title')}</h2>
        <ul className="legend">
          <li><i className="key waited" />{t('timeline.waited')}</li>
          <li><i className="key started" />{t('timeline.started')}</li>
          {head.startPath.length > 0 && <li><i className="key critical" />{t('timeline.critical')}</li>}
        </ul>
        <span>{t('timeline.total', { time: duration(seconds(start.begin, start.end)) })}</span>
        {start.earlier > 0 && <span>{t('timeline.earlier', { count: start.earlier })}</span>}
      </div>
      <div className="timeline-scroll" role="region" aria-label={t('timeline.title')} tabIndex={0}>
        <Ruler begin={start.begin} end={start.end} />
        <ol onKeyDown={(event) => rove(event, '.bar-row')}>
          {start.bars.map((bar, index) => (
            <BarRow
              key={bar.name} bar={bar} begin={start.begin} until={start.end} scale={scale} tab={index === 0}
              critical={head.startPath.includes(bar.name)}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}

/** About six marks at round distances. */
function Ruler({ begin, end }: { begin: number; end: number }) {
  const total = (end - begin) / 1000;
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 86400].find((one) => total / one <= 7) ?? 604800;
  const marks = Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step);
  return (
    <div className="ruler" aria-hidden="true">
      {marks.map((mark) => <span key={mark} style={{ left: `${(mark / total) * 100}%` }}>{duration(mark)}</span>)}
    </div>
  );
}

const BarRow = memo(function BarRow({ bar, begin, until, scale, tab, critical }: {
  bar: Bar; begin: number; until: number; scale: (at: number) => number; tab: boolean; critical: boolean;
}) {
  const selected = useIsSelected(bar.name);
  const startedAt = bar.startedAt ?? until;
  const readyAt = bar.readyAt ?? until;
  const waited = duration(seconds(begin, startedAt));
  const took = duration(seconds(startedAt, readyAt));
  const label =
    bar.startedAt === undefined
      ? t('timeline.rowWaiting', { name: bar.name })
      : t(bar.readyAt === undefined ? 'timeline.rowOpen' : 'timeline.row', { name: bar.name, waited, took });
  const phase = store.state(bar.name)?.phase ?? 'Unknown';
  return (
    <li>
      <button
        type="button" className={`bar-row ${critical ? 'critical' : ''}`} aria-pressed={selected} title={label} tabIndex={tab ? 0 : -1}
        onClick={() => go({ component: bar.name })}
      >
        <span className="bar-name"><PhaseIcon phase={phase} /><span translate="no">{bar.name}</span></span>
        <span className="bar-track">
          <i className="waited" style={{ left: 0, width: `${scale(startedAt)}%` }} />
          {bar.startedAt !== undefined && (
            <i
              className={`started ${bar.readyAt === undefined ? 'running' : ''}`}
              style={{ left: `${scale(startedAt)}%`, width: `max(3px, ${scale(readyAt) - scale(startedAt)}%)` }}
            />
          )}
        </span>
        <span className="bar-numbers">
          <span>{bar.startedAt === undefined ? '' : took}</span>
          <span className="slack">{bar.slack !== undefined && bar.slack >= SLACK_MS ? t('timeline.slack', { time: duration(Math.round(bar.slack / 1000)) }) : ''}</span>
        </span>
      </button>
    </li>
  );
});
