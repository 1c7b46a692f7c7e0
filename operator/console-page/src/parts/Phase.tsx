import type { Phase } from '../model/types';

/** Shape and sign of each phase: told apart without colour. */
const SHAPES: Record<Phase, { shape: string; sign: string }> = {
  Failed: { shape: 'M7 1h10l6 6v10l-6 6H7l-6-6V7z', sign: 'M8 8l8 8M16 8l-8 8' },
  Degraded: { shape: 'M12 1.5L23.2 22H.8z', sign: 'M12 9v6M12 18v.6' },
  Unknown: { shape: 'M12 1l11 11-11 11L1 12z', sign: 'M9.6 9.6a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.2.8-1.2 1.8M12 16.6v.4' },
  Waiting: { shape: 'M2 2h20v20H2z', sign: 'M12 6.5V12l3.6 2.4' },
  Starting: { shape: 'M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z', sign: 'M9.8 7.6l6.4 4.4-6.4 4.4z' },
  Updating: { shape: 'M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z', sign: 'M7.5 12.5a4.6 4.6 0 0 1 8.6-2.4M16.4 6.8v3.6h-3.6M16.5 14a4.6 4.6 0 0 1-7.8 2' },
  Ready: { shape: 'M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z', sign: 'M7 12.4l3.4 3.4L17 9' },
  Stopping: { shape: 'M12 1l11 11-11 11L1 12z', sign: 'M12 7.6v7M9.4 12.2l2.6 2.8 2.6-2.8' },
  Stopped: { shape: 'M12 1l11 11-11 11L1 12z', sign: 'M9.2 9.2h5.6v5.6H9.2z' },
};

export function PhaseIcon({ phase }: { phase: Phase }) {
  const { shape, sign } = SHAPES[phase] ?? SHAPES.Unknown;
  return (
    <svg className={`phase-icon phase-${phase}`} viewBox="0 0 24 24" aria-hidden="true">
      <path className="shape" d={shape} />
      <path className="sign" d={sign} />
    </svg>
  );
}
