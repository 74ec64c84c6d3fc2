import './panel/jitless';
import './ui/base.css';
import './check/check.css';
import { checkToView } from '../src/core/protocol/check-panel';
import { CheckView } from './check/check-view';
import { mount } from './panel/mount';

mount(checkToView, CheckView);
