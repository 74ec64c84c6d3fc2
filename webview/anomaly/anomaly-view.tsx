import type { ShownAnomaly } from '../../src/core/protocol/anomaly-panel';
import { NoticeBox } from '../ui/message-box';
import { AnomalyHeader } from './anomaly-header';
import { Checks } from './checks';
import { Comments } from './comments';
import { Description } from './description';
import { Trail } from './trail';
import { Rows } from './rows';
import { Summary } from './summary';

/** One anomaly: what was found, by which checks, in which rows, and what people did about it. */
export function AnomalyView({ state: anomaly }: { state: ShownAnomaly }) {
  return (
    <>
      <AnomalyHeader anomaly={anomaly} />
      <NoticeBox notice={anomaly.notice} />
      <Summary anomaly={anomaly} />
      <Description anomaly={anomaly} />
      <Checks anomaly={anomaly} />
      {anomaly.type !== 'shape' && <Rows anomaly={anomaly} />}
      <div class="columns">
        <Comments anomaly={anomaly} />
        <Trail anomaly={anomaly} />
      </div>
    </>
  );
}
