import './panel/jitless';
import './ui/base.css';
import './job/job.css';
import { jobToView } from '../src/core/protocol/job-panel';
import { JobView } from './job/job-view';
import { mount } from './panel/mount';

mount(jobToView, JobView);
