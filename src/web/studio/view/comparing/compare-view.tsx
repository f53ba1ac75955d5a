import type { JSX } from 'preact';
import {
  candidates,
  chooseOther,
  compared,
  compareProblem,
  cursorDifference,
  freeSeconds,
  isLinked,
  otherItem,
  otherSeconds,
} from '../../state/comparing/comparison.ts';
import type { Item } from '../../state/item.ts';
import { cursorSeconds, moveToSeconds } from '../../state/studio.ts';
import { formatPosition } from '../format.ts';
import { MomentPicture } from '../stills/moment-picture.tsx';
import { DifferenceCurve } from './difference-curve.tsx';
import { OtherStrip } from './other-strip.tsx';

/** Two films side by side, at the same moment; where they differ; and the pairs that differ most. */
export function CompareView({ item }: { readonly item: Item }): JSX.Element {
  const other = otherItem.value;
  return (
    <main class="compare-view">
      <h1 class="unseen">{`${item.title.value}, compared`}</h1>
      {other === null || item.fingerprint.value === null ? (
        <p class="pale">Open a second film or fingerprint to compare. Both must be read completely.</p>
      ) : (
        <Compared item={item} other={other} />
      )}
    </main>
  );
}

function Compared({ item, other }: { readonly item: Item; readonly other: Item }): JSX.Element {
  const [result, problem] = [compared.value, compareProblem.value];
  const difference = cursorDifference.value;
  return (
    <>
      <div class="compare-tools">
        <label>
          <span class="pale">Compare with</span>{' '}
          <select value={String(other.id)} onChange={(event) => chooseOther(Number(event.currentTarget.value))}>
            {candidates.value.map(({ id, title }) => (
              <option key={id} value={String(id)}>
                {title.value}
              </option>
            ))}
          </select>
        </label>
        <label class="shots-switch">
          <input
            type="checkbox"
            checked={isLinked.value}
            onChange={(event) => {
              freeSeconds.value = otherSeconds.peek() ?? 0;
              isLinked.value = event.currentTarget.checked;
            }}
          />
          Link moment and zoom
        </label>
        <p class="pale compare-result" role="status">
          {problem ?? (result === null ? 'Comparing...' : result.sentences.slice(0, 2).join(' '))}
        </p>
      </div>
      <div class="compare-frames">
        <Side name="A" item={item} seconds={cursorSeconds.value} />
        <Side name="B" item={other} seconds={otherSeconds.value} />
      </div>
      {result !== null && result.worst.length > 0 && (
        <ul class="moments" aria-label="Moments that differ most">
          {result.worst.map(({ a, b, difference: apart }) => (
            <li key={a}>
              <button type="button" class="moment pair" onClick={() => moveToSeconds(a)}>
                <span class="pair-pictures">
                  <MomentPicture item={item} seconds={a} />
                  <MomentPicture item={other} seconds={b} />
                </span>
                <span>
                  {formatPosition(a, true)}, difference {apart.toFixed(1)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {difference !== null && isLinked.value && (
        <p class="compare-difference">Difference here: {difference.toFixed(1)} CIEDE2000</p>
      )}
      <DifferenceCurve />
      <OtherStrip item={other} />
    </>
  );
}

/** A film at a moment; null where it does not show the moment of the other one. */
function Side({
  name,
  item,
  seconds,
}: {
  readonly name: 'A' | 'B';
  readonly item: Item;
  readonly seconds: number | null;
}): JSX.Element {
  const strip = item.strip.value!;
  const swatches = seconds === null ? [] : (strip.columns[strip.placeAt(seconds)]?.swatches ?? []);
  return (
    <figure class="compare-side">
      <div class="compare-picture">
        {seconds === null ? (
          <p class="pale">{compared.value === null ? 'Comparing...' : 'Not in this film'}</p>
        ) : (
          <MomentPicture item={item} seconds={seconds} />
        )}
      </div>
      <span class="shot-colors">
        {swatches.map(({ color, share }) => (
          <span key={color} style={{ flexGrow: share, backgroundColor: color }} />
        ))}
      </span>
      <figcaption>
        <b>{name}</b> {item.title.value}{' '}
        <span class="pale">{seconds === null ? '' : formatPosition(seconds, true)}</span>
      </figcaption>
    </figure>
  );
}
