import { defineConfig } from 'vite';

export default defineConfig({
  root: 'src',
  publicDir: 'door',
  base: './',
  build: { target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 700, modulePreload: false, assetsInlineLimit: 0 },
  worker: { format: 'es' },
});
