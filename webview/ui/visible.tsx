import { Fragment } from 'preact';
import { visibleParts } from '../../src/core/format/visible-text';

/** Text of data of which nothing stays unseen: what cannot be seen, or would act, is a marked sign. `lines`: line ends also break the line. */
export function Visible({ text, lines = false }: { text: string; lines?: boolean }) {
  return (
    <>
      {visibleParts(text).map((part, index) => (part.sign
        ? <Fragment key={index}><span class="sign">{part.text}</span>{lines && part.text.includes('\u240a') && <br />}</Fragment>
        : part.text))}
    </>
  );
}
