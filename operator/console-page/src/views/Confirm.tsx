import { useEffect, useRef, useState } from 'react';
import { neededBy, reachable } from '../graph/graph';
import { act } from '../model/ask';
import { list, t, tell } from '../model/messages';
import type { ActKind, Say, Topology } from '../model/types';

const TITLES = { HOLD: 'act.confirm.HOLD', RESUME: 'act.confirm.RESUME', RESTART: 'act.confirm.RESTART' } as const;
const YES = { HOLD: 'act.yes.HOLD', RESUME: 'act.yes.RESUME', RESTART: 'act.yes.RESTART' } as const;
const NAMED = 12;

/** Asks before anything is changed, and names who else will notice. */
export function Confirm({ kind, name, topology, onEnd }: {
  kind: ActKind; name: string; topology: Topology; onEnd: (say?: Say) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<Say>();
  const [running, setRunning] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const send = async () => {
    if (kind === 'HOLD' && !reason.trim()) return setWrong({ id: 'act.reasonMissing', with: {} });
    setRunning(true);
    const outcome = await act(kind, name, reason);
    setRunning(false);
    if (outcome.done) onEnd(outcome.say);
    else setWrong(outcome.say);
  };
  return (
    <dialog className="confirm" ref={dialog} aria-labelledby="confirm-title" onClose={() => onEnd()}>
      <form method="dialog" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <h2 id="confirm-title">{t(TITLES[kind], { name })}</h2>
        {kind === 'RESTART' && <Dependants name={name} topology={topology} />}
        {kind === 'HOLD' && (
          <label>
            {t('act.reason')}
            <input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
          </label>
        )}
        {wrong && <p className="wrong" role="alert">{tell(wrong)}</p>}
        <div className="buttons">
          <button type="button" onClick={() => onEnd()}>{t('act.cancel')}</button>
          <button type="submit" className="primary" disabled={running}>{running ? t('act.running') : t(YES[kind])}</button>
        </div>
      </form>
    </dialog>
  );
}

function Dependants({ name, topology }: { name: string; topology: Topology }) {
  const runtime = topology.edges.filter((edge) => edge.kinds.includes('runtime'));
  const names = [...reachable(name, neededBy(runtime))].sort();
  if (names.length === 0) return <p>{t('act.noDependants')}</p>;
  const more = names.length > NAMED ? ` +${names.length - NAMED}` : '';
  return <p>{t('act.dependants', { names: list(names.slice(0, NAMED)) + more })}</p>;
}
