// Searches the facts in the browser: reads search.json once, and asks no server anything.
"use strict";
(() => {
  const SHOWN = 20; // as many as anybody looks through
  const LONGEST = 12; // words of a question; what follows adds nothing
  const LEAST_STEM = 4; // letters: what is left of a shorter word is no word
  const EXACT = 1, SAME_STEM = 0.9, BEGINNING = 0.5; // how much a word counts that is written so
  const IN_QUESTION = 2; // times what it counts in an answer

  const form = document.getElementById("search");
  const input = document.getElementById("q");
  const found = document.getElementById("found");
  const results = document.getElementById("results");
  let index = null;

  // As the index was folded: without accents, in lower case, cut at whatever is no letter and no figure.
  const wordsOf = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  const stem = (word) => {
    const bare = word.replace(/(?:ing|ed|es|s)$/u, "");
    return bare.length >= LEAST_STEM ? bare : word;
  };

  // The place of the first word that does not stand before `word`.
  const placeOf = (words, word) => {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  // How well each fact has a word: 0 where it doesn't.
  const heldBy = (word, isLast) => {
    const held = new Float32Array(index.facts.length);
    const root = stem(word);
    for (let at = placeOf(index.words, root); at < index.words.length && index.words[at].startsWith(root); at++) {
      const other = index.words[at];
      const weight = other === word ? EXACT : stem(other) === root ? SAME_STEM : BEGINNING;
      if (weight === BEGINNING && !(isLast && other.startsWith(word))) continue;
      let code = 0;
      for (const step of index.in[at]) {
        code += step;
        const worth = code & 1 ? weight * IN_QUESTION : weight;
        if (worth > held[code >> 1]) held[code >> 1] = worth;
      }
    }
    return held;
  };

  // The places of the facts that have the most and the rarest of the words, best first.
  const search = (text) => {
    const words = wordsOf(text).slice(0, LONGEST);
    const count = index.facts.length;
    const scores = new Float32Array(count), hits = new Uint8Array(count);
    words.forEach((word, number) => {
      const held = heldBy(word, number === words.length - 1);
      let having = 0;
      for (let at = 0; at < count; at++) if (held[at]) having++;
      const rarity = Math.log(1 + count / (having + 1));
      for (let at = 0; at < count; at++) {
        if (!held[at]) continue;
        scores[at] += held[at] * rarity;
        hits[at]++;
      }
    });
    const most = hits.reduce((a, b) => (a > b ? a : b), 0);
    const best = [];
    for (let at = 0; at < count; at++) if (most && hits[at] === most) best.push(at);
    return best.sort((a, b) => scores[b] - scores[a] || a - b);
  };

  const lineOf = ([path, question, status]) => {
    const line = document.createElement("li"), link = document.createElement("a"), below = document.createElement("span");
    link.href = path;
    link.textContent = question;
    below.textContent = status;
    line.append(link, document.createElement("br"), below);
    return line;
  };

  const told = (shown, count) => {
    const said = form.dataset;
    if (!count) return said.nothing;
    if (count === 1) return said.one;
    return (shown < count ? said.firstOf : said.several).replace("{shown}", shown).replace("{n}", count);
  };

  const show = () => {
    if (!index) return;
    const text = input.value.trim();
    performance.mark("asked");
    const best = text ? search(text) : [];
    const shown = best.slice(0, SHOWN);
    results.replaceChildren(...shown.map((at) => lineOf(index.facts[at])));
    found.textContent = text ? told(shown.length, best.length) : "";
    performance.measure("search", "asked");
    history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
  };

  form.hidden = false;
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  found.textContent = input.value ? form.dataset.searching : "";
  fetch(form.dataset.index)
    .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
    .then((read) => {
      index = read;
      found.textContent = "";
      show();
    })
    .catch(() => {
      found.textContent = form.dataset.notLoaded;
    });
})();
