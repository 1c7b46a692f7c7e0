import { useRef } from 'react';
import { t } from '../model/messages';

let dialog: HTMLDialogElement | null = null;

/** Opens the list of keys. */
export const openKeys = (): void => dialog?.showModal();

export function Keys() {
  const close = useRef<HTMLButtonElement>(null);
  const keys: [string, string][] = [
    ['/', t('keys.find')],
    ['n  p', t('keys.next')],
    ['1 2 3 4', t('keys.views')],
    ['← → ↑ ↓', t('keys.arrows')],
    ['Esc', t('keys.close')],
    ['?', t('keys.help')],
  ];
  return (
    <dialog className="keys" ref={(element) => { dialog = element; }} aria-label={t('keys')}>
      <h2>{t('keys')}</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt><kbd translate="no">{key}</kbd></dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <h2>{t('about')}</h2>
      <p>{t('about.text')} <a href="/licences.txt">{t('about.licences')}</a></p>
      <button type="button" ref={close} onClick={() => dialog?.close()}>{t('close')}</button>
    </dialog>
  );
}
