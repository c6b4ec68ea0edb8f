// What the pages do beyond being read: keys, copying an address, and search. Everything else works without this.
(() => {
  "use strict";
  const body = document.body;
  const root = body.dataset.root;
  const stops = [...document.querySelectorAll(".story, .lines > li")];
  let at = -1;

  const go = (step) => {
    if (!stops.length) return;
    if (at >= 0) stops[at].classList.remove("here");
    at = Math.max(0, Math.min(stops.length - 1, at + step));
    stops[at].classList.add("here");
    stops[at].scrollIntoView({ block: "center" });
    const link = stops[at].querySelector("a");
    if (link) link.focus({ preventScroll: true });
  };

  const help = () => {
    let box = document.querySelector("dialog");
    if (!box) {
      box = document.createElement("dialog");
      const title = document.createElement("h2");
      title.textContent = body.dataset.help;
      const list = document.createElement("dl");
      for (const [key, words] of Object.entries(JSON.parse(body.dataset.keys))) {
        const name = document.createElement("dt");
        const sign = document.createElement("kbd");
        sign.textContent = key;
        name.append(sign);
        const text = document.createElement("dd");
        text.textContent = words;
        list.append(name, text);
      }
      const close = document.createElement("button");
      close.textContent = body.dataset.close;
      close.addEventListener("click", () => box.close());
      box.setAttribute("aria-label", body.dataset.help);
      box.append(title, list, close);
      body.append(box);
    }
    if (box.open) box.close();
    else box.showModal();
  };

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: () => at >= 0 && stops[at].querySelector("a")?.click(),
    e: () => {
      const marks = [...(at >= 0 ? stops[at] : document).querySelectorAll("details.ev")];
      const open = marks.every((one) => one.open);
      for (const one of marks) one.open = !open;
    },
    "/": () => {
      const field = document.getElementById("q");
      if (field) field.focus();
      else location.href = `${root}search.html`;
    },
    "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  if (navigator.clipboard && window.isSecureContext) {
    for (const link of document.querySelectorAll("a.perma")) {
      const button = document.createElement("button");
      button.className = "share";
      button.textContent = body.dataset.share;
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(link.href);
          button.textContent = body.dataset.copied;
        } catch {
          location.href = link.href;
        }
      });
      link.after(button);
    }
  }

  const form = document.getElementById("search");
  if (!form) return;
  const field = document.getElementById("q");
  const said = document.getElementById("said");
  const hits = document.getElementById("hits");
  let engine = null;
  let turn = 0;

  // An excerpt is text with <mark> as its only tag; it is taken apart, never set as HTML.
  const excerpt = (html) => {
    const line = document.createElement("p");
    for (const piece of html.split(/(<mark>.*?<\/mark>)/s)) {
      const marked = piece.match(/^<mark>(.*)<\/mark>$/s);
      const plain = (marked ? marked[1] : piece).replace(/&(lt|gt|quot|#39|amp);/g,
        (_, name) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name]);
      if (marked) {
        const mark = document.createElement("mark");
        mark.textContent = plain;
        line.append(mark);
      } else line.append(plain);
    }
    return line;
  };

  const search = async () => {
    const mine = ++turn;
    const query = field.value.trim();
    hits.replaceChildren();
    said.textContent = "";
    if (!query) return;
    if (!engine) {
      try {
        engine = await import(new URL(`${root}pagefind/pagefind.js`, location.href));
      } catch {
        said.textContent = form.dataset.missing;
        return;
      }
    }
    try {
      const found = await engine.debouncedSearch(query);
      if (!found || mine !== turn) return;
      const shown = await Promise.all(found.results.slice(0, 30).map((one) => one.data()));
      if (mine !== turn) return;
      said.textContent = found.results.length ? String(found.results.length) : form.dataset.none;
      for (const one of shown) {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = one.url;
        link.textContent = one.meta.title || one.url;
        item.append(link, excerpt(one.excerpt));
        hits.append(item);
      }
    } catch {
      said.textContent = form.dataset.failed;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    search();
  });
  field.addEventListener("input", search);
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) search();
  else field.focus();
})();
