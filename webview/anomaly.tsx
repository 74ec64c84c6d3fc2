import './panel/jitless';
import './ui/base.css';
import './anomaly/anomaly.css';
import './anomaly/rows.css';
import { anomalyToView } from '../src/core/protocol/anomaly-panel';
import { AnomalyView } from './anomaly/anomaly-view';
import { mount } from './panel/mount';

mount(anomalyToView, AnomalyView);
