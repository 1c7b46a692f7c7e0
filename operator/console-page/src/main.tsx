import './style/base.css';
import './style/frame.css';
import './style/graph.css';
import './style/views.css';
import './style/panel.css';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { follow } from './model/stream';
import { startLanguage } from './model/messages';
import { startTheme } from './model/theme';

startTheme();
startLanguage();
follow();
const place = document.getElementById('page');
if (place) createRoot(place).render(<App />);
