import { memo } from 'react';
import { ViewportPortal } from '@xyflow/react';
import type { Drawing } from './drawing';

/** All lines as one picture below the cards. */
export const Lines = memo(function Lines({ drawing, path, marked }: {
  drawing: Drawing;
  path: readonly string[];
  marked: ReadonlySet<string>;
}) {
  const follows = (from: string, to: string) => {
    const at = path.indexOf(to);
    return at >= 0 && path[at + 1] === from;
  };
  return (
    <ViewportPortal>
      <svg className="lines" aria-hidden="true">
        {drawing.lines.map((line) => {
          const kind = line.kinds.includes('runtime') ? 'runtime' : line.kinds.includes('startup') ? 'startup' : 'optional';
          const trouble = marked.has(line.from) && marked.has(line.to) ? 'trouble' : '';
          const critical = follows(line.from, line.to) ? 'critical' : '';
          return (
            <path
              key={line.key}
              className={`line ${kind} ${trouble} ${critical}`}
              data-from={line.from}
              data-to={line.to}
              d={line.d}
            />
          );
        })}
      </svg>
    </ViewportPortal>
  );
});
