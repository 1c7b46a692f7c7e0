import { go } from '../model/address';
import { t, tell, word } from '../model/messages';
import { age } from '../model/time';
import type { Condition, Detail, Elsewhere, LogTail, Pod, Sign, SiteView } from '../model/types';
import { PhaseIcon } from '../parts/Phase';

/** The chain from a component down to its causes, then the evidence for each: what `kubectl mpaas why COMPONENT` prints. */
export function Why({ detail, now }: { detail: Detail; now: number }) {
  if (detail.chain.length === 0) return null;
  return (
    <div className="why">
      <h3>{t('panel.why')}</h3>
      <ol>
        {detail.chain.map((link) => (
          <li key={link.component} style={{ marginLeft: `${link.depth * 14}px` }}>
            <button type="button" onClick={() => go({ component: link.component })}>
              <PhaseIcon phase={link.phase} />
              <span translate="no">{link.component}</span>
              <span>{word('phase', link.phase)}</span>
              {link.cause && <span className="badge">{t('cause.badge')}</span>}
            </button>
            {link.message && <p translate="no">{link.message}</p>}
          </li>
        ))}
      </ol>
      {detail.causes.map((cause) => (
        <div key={cause.component}>
          <h4>{t('panel.evidence')} <span translate="no">{cause.component}</span></h4>
          <Signs signs={cause.evidence} now={now} />
        </div>
      ))}
    </div>
  );
}

/** Beyond so many characters a text scrolls in a box of its own, which the keyboard can reach. */
const LONG = 420;

export const scrolls = (text: string) => (text.length > LONG ? { className: 'text long', tabIndex: 0 } : { className: 'text' });

const Text = ({ text }: { text: string }) => <span translate="no" {...scrolls(text)}>{plain(text)}</span>;

/** Text of others is shown as text: no tag in it is a tag, no escape a colour. */
function Signs({ signs, now }: { signs: Sign[]; now: number }) {
  return (
    <ul className="signs">
      {together(signs).map((sign, index) => (
        <li key={index} className={`sign-${sign.kind}`}>
          <span className="of" translate="no">{sign.of}</span>
          {sign.since && <time dateTime={sign.since}>{t('panel.ago', { age: age(sign.since, now) })}</time>}
          <Text text={sign.text} />
        </li>
      ))}
    </ul>
  );
}

/** Without the escapes by which a program colours a terminal (ECMA-48), and other signs that are not to be seen. */
// eslint-disable-next-line no-control-regex
export const plain = (text: string): string => text.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007]*\u0007|[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '');

/** What is said of several in the same words is said once. */
function together(signs: Sign[]): Sign[] {
  const found = new Map<string, Sign>();
  for (const sign of signs) {
    const key = `${sign.kind} ${sign.text}`;
    const same = found.get(key);
    found.set(key, same ? { ...same, of: same.of.split(' · ').includes(sign.of) ? same.of : `${same.of} · ${sign.of}` } : sign);
  }
  return [...found.values()];
}

export function Conditions({ conditions, now }: { conditions: Condition[]; now: number }) {
  return (
    <div>
      <h3>{t('panel.conditions')}</h3>
      {conditions.length === 0 && <p className="faint">{t('panel.nothing')}</p>}
      <ConditionList conditions={conditions} now={now} />
    </div>
  );
}

function ConditionList({ conditions, now }: { conditions: Condition[]; now: number }) {
  return (
    <ul className="signs">
      {conditions.map((condition) => (
        <li key={condition.type}>
          <span className={`of ${condition.status === 'False' ? 'bad' : ''}`} translate="no">{condition.type} {condition.status} {condition.reason}</span>
          {condition.since && <time dateTime={condition.since}>{t('panel.ago', { age: age(condition.since, now) })}</time>}
          {condition.message && <Text text={condition.message} />}
        </li>
      ))}
    </ul>
  );
}

const OWED = { Start: 'owed.Start', Update: 'owed.Update', Stop: 'owed.Stop' } as const;

/** What the operator says of a component in one Site, in short sentences. */
export function saidThere(there: Elsewhere): string[] {
  const owed = OWED[there.owes as keyof typeof OWED];
  return [
    ...(there.out ? [t('site.out')] : []),
    ...(owed ? [t(owed)] : []),
    ...(there.failing > 0 ? [t('site.failing', { count: there.failing })] : []),
  ];
}

/**
 * Where a component runs that is not the operator's own cluster: what is said of it there, and how the Site itself is. Why its pods
 * fail is told once: of a cause already where it is explained.
 */
export function Sites({ sites, said, told, now }: { sites: SiteView[]; said: Elsewhere[]; told: boolean; now: number }) {
  return sites.map((site) => (
    <div className="site" key={site.name}>
      <h3>{t('site.title', { name: site.name })}</h3>
      <p>
        {site.stage && <b>{word('stage', site.stage)}</b>}
        {site.since && <span className="faint">{t('site.since', { age: age(site.since, now) })}</span>}
        {site.nodes && <span>{t('site.nodes', { nodes: site.nodes })}</span>}
        {site.version && <span className="faint" translate="no">{site.version}</span>}
      </p>
      {said.filter((there) => there.site === site.name).flatMap(saidThere).map((text) => <p key={text}>{text}</p>)}
      {site.unread && <p className="missing">{tell(site.unread)}</p>}
      <ConditionList conditions={site.conditions} now={now} />
      {!told && <Signs signs={site.evidence} now={now} />}
    </div>
  ));
}

export function Pods({ pods }: { pods: Pod[] }) {
  return (
    <div>
      <h3>{t('panel.pods')}</h3>
      {pods.length === 0 && <p className="faint">{t('panel.nothing')}</p>}
      <ul className="signs">
        {pods.map((pod) => (
          <li key={pod.name}>
            <span className={`of ${pod.ready ? 'good' : 'bad'}`} translate="no">{pod.name}</span>
            <span>{pod.ready ? t('pod.serves') : t('pod.not')}</span>
            {pod.restarts > 0 && <span>{t('panel.restarts', { count: pod.restarts })}</span>}
            {pod.node && <span className="faint" translate="no">{pod.node}</span>}
            {pod.words && <Text text={pod.words} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Events({ events, now }: { events: Sign[]; now: number }) {
  return (
    <div>
      <h3>{t('panel.events')}</h3>
      {events.length === 0 ? <p className="faint">{t('panel.nothing')}</p> : <Signs signs={[...events].reverse()} now={now} />}
    </div>
  );
}

export function Logs({ logs }: { logs: LogTail[] }) {
  return logs
    .filter((log) => log.lines.length > 0)
    .map((log) => (
      <div key={`${log.pod} ${log.container}`}>
        <h3>{t('panel.log', { pod: log.pod, container: log.container })}</h3>
        <pre tabIndex={0} translate="no">{log.lines.map(plain).join('\n')}</pre>
      </div>
    ));
}

export function Unread({ unread }: { unread: string[] }) {
  if (unread.length === 0) return null;
  return (
    <div>
      <h3>{t('panel.unread')}</h3>
      <ul className="signs">
        {unread.map((what) => <li key={what}><Text text={what} /></li>)}
      </ul>
    </div>
  );
}
