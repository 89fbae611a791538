import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [svelte()],
  base: "/",
  build: {
    outDir: "../src/dragoman/desk/page",
    emptyOutDir: true,
    assetsInlineLimit: 0, // no data: addresses: the content security policy forbids them
    modulePreload: { polyfill: false },
    target: "es2022",
    reportCompressedSize: true,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8765", "/openapi.json": "http://127.0.0.1:8765" } },
});
