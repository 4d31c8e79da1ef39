// Shows the one page that was kept on this phone where there is no connection. It
// stores nothing itself: the page does (site/keep.js), after it was asked to.

const PATIENCE = 8000;
const PAGE = new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const isPage = request.mode === "navigate";
  if (isPage && new URL(request.url).pathname !== PAGE) return;
  event.respondWith(isPage ? shown(request) : fetched(request));
});

async function fetched(request) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(request)) ?? Response.error();
  }
}

async function shown(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    const copy = await kept(request);
    return copy ? marked(copy) : Response.error();
  }
}

function kept(request) {
  return caches.match(request, { ignoreVary: true, ignoreSearch: true });
}

// The page says then that it is a copy, and offers nothing that needs a connection.
async function marked(copy) {
  const html = await copy.text();
  const headers = new Headers(copy.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(html.replace('class="public"', 'class="public kept"'), {
    headers,
  });
}
