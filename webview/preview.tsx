import './panel/jitless';
import './ui/base.css';
import './preview/preview.css';
import { previewToView } from '../src/core/protocol/preview-panel';
import { mount } from './panel/mount';
import { PreviewView } from './preview/preview-view';

mount(previewToView, PreviewView);
