import './panel/jitless';
import './ui/base.css';
import './profile/profile.css';
import { profileToView } from '../src/core/protocol/profile-panel';
import { mount } from './panel/mount';
import { ProfileView } from './profile/profile-view';

mount(profileToView, ProfileView);
