"use strict";

/* The page of a listening test. What it knows comes from /api; every answer goes there at once. */

const KEY = "aulos-rater";
const RETRY_MS = 1000;
const main = document.getElementById("main");
const state = document.getElementById("state");

let study;
let rater; // {name, key, complete: [..]}
let playing = null; // the audio element that sounds

// ---- talking to the server

async function call(method, path, body) {
  const headers = {};
  if (rater) headers["Aulos-Rater"] = rater.key;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(path, {
    method,
    headers,
    keepalive: method === "PUT", // an answer outlives the page that it was given on
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : {} };
}

/** Answers on their way, in the order of giving, so that the last one of a kind is what is kept. */
const outbox = [];
let sending = false;

function send(path, body, stored) {
  outbox.push({ path, body, stored });
  state.dataset.waiting = outbox.length;
  if (!sending) drain();
}

async function drain() {
  sending = true;
  while (outbox.length > 0) {
    const { path, body, stored } = outbox[0];
    try {
      const reply = await call("PUT", path, body);
      if (reply.status >= 500) throw new Error(reply.body.problem);
      outbox.shift();
      state.dataset.waiting = outbox.length;
      if (reply.status === 200) {
        say("Stored");
        stored(reply.body);
      } else {
        say("This answer was refused: " + reply.body.problem, true);
      }
    } catch (problem) {
      say("Not stored yet. Trying again; please keep this page open. (" + problem.message + ")", true);
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
  sending = false;
}

async function allStored() {
  while (sending) await new Promise((done) => setTimeout(done, 20));
}

window.addEventListener("beforeunload", (event) => {
  if (outbox.length > 0) event.preventDefault();
});

let unsent = null; // sends what is being typed
window.addEventListener("pagehide", () => { if (unsent) unsent(); });

function say(text, lost = false) {
  state.textContent = text;
  state.classList.toggle("lost", lost);
}

// ---- building pages

function show(name) {
  if (playing) playing.pause();
  playing = null;
  unsent = null;
  say("");
  const page = document.getElementById(name).content.cloneNode(true);
  main.replaceChildren(page);
  window.scrollTo(0, 0);
  return (selector) => main.querySelector(selector);
}

/** Screen readers begin to read where the focus is. */
function arrive(find) {
  document.title = find("h1").textContent + " – " + study.title;
  find("h1").focus({ preventScroll: true });
}

function copy(name) {
  return document.getElementById(name).content.firstElementChild.cloneNode(true);
}

function radio(group, value, name, label, checked, chosen) {
  const input = document.createElement("input");
  input.type = "radio";
  input.name = group;
  input.value = value;
  input.checked = checked;
  input.addEventListener("change", () => chosen(value));
  const strong = document.createElement("b");
  strong.textContent = name;
  const box = document.createElement("label");
  box.append(input, strong);
  if (label) {
    const small = document.createElement("small");
    small.textContent = label;
    box.append(" ", small);
  }
  return box;
}

// ---- welcome

function welcome() {
  const find = show("welcome");
  find("h1").textContent = study.title;
  for (const paragraph of study.instructions.split(/\n\s*\n/)) {
    const p = document.createElement("p");
    p.textContent = paragraph.trim();
    find(".instructions").append(p);
  }
  find("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = await join(find("#name").value, false);
    if (problem) find(".problem").textContent = problem;
  });
  document.title = study.title;
  find("#name").focus({ preventScroll: true });
}

/** Begins or goes on as someone; returns what is wrong, if anything is. */
async function join(name, resume) {
  let reply;
  try {
    reply = await call("POST", "/api/raters", { name, resume });
  } catch (problem) {
    return "The server does not answer. Is aulos listen still running?";
  }
  if (reply.status === 409) {
    known(reply.body);
  } else if (reply.status < 300) {
    rater = reply.body;
    sessionStorage.setItem(KEY, rater.key);
    proceed(0);
  } else {
    return reply.body.problem;
  }
}

function known(other) {
  const find = show("known");
  const done = other.complete.filter(Boolean).length;
  find("h1").textContent = "Welcome back, " + other.name;
  find(".reached").textContent =
    "Someone of this name has answered " + done + " of " + other.complete.length + " prompts.";
  find(".yes").textContent = "Go on as " + other.name;
  find(".yes").addEventListener("click", () => join(other.name, true));
  find(".no").addEventListener("click", welcome);
  arrive(find);
}

// ---- trials

/** Shows the first open trial at or after a place, else the first one, else thanks. */
function proceed(from) {
  let next = rater.complete.indexOf(false, from);
  if (next < 0) next = rater.complete.indexOf(false);
  if (next < 0) thanks();
  else open(next);
}

async function open(index) {
  try {
    const reply = await call("GET", "/api/trials/" + index);
    if (reply.status === 200) trial(index, reply.body);
    else say(reply.body.problem, true);
  } catch (problem) {
    say("The server does not answer. Trying again; please keep this page open.", true);
    setTimeout(() => open(index), RETRY_MS);
  }
}

function letter(index) {
  return String.fromCharCode(65 + index);
}

function trial(index, content) {
  const find = show("trial");
  const count = rater.complete.length;
  const path = "/api/trials/" + index;
  const stored = (reply) => { rater.complete[index] = reply.complete; progress(); };
  const progress = () => {
    find("progress").max = count;
    find("progress").value = rater.complete.filter(Boolean).length;
  };
  find("h1").textContent = "Prompt " + (index + 1) + " of " + count;
  progress();
  find(".description").textContent = content.description;
  find(".lyrics").textContent = content.lyrics;
  if (content.lyrics) find(".lyrics").tabIndex = 0; // it may scroll
  if (content.reference) {
    find(".reference").hidden = false;
    find(".reference").append(player("the reference", content.reference));
    find(".reference").addEventListener("keydown", spacePlays);
  }
  content.clips.forEach((clip, place) => find(".clips").append(card(path, clip, place, stored)));
  if (study.best) best(find(".best"), path, content, stored);
  const comment = find("#comment");
  comment.value = content.comment;
  const keep = later(() => send(path + "/comment", { text: comment.value }, stored));
  comment.addEventListener("input", keep);
  comment.addEventListener("change", keep.now);
  unsent = keep.now;
  find(".back").hidden = index === 0;
  find(".back").addEventListener("click", async () => { keep.now(); await allStored(); open(index - 1); });
  find(".next").textContent = index === count - 1 ? "Finish" : "Next";
  find(".next").addEventListener("click", async () => {
    keep.now();
    const missing = main.querySelector("fieldset:not([hidden]):not(:has(:checked))");
    if (missing) {
      find(".problem").textContent = "Still open: " + missing.dataset.name;
      missing.querySelector("input").focus();
      return;
    }
    await allStored();
    if (index === count - 1) proceed(0);
    else open(index + 1);
  });
  arrive(find);
}

/** Calls something when nothing has happened for a moment, or now if it is due. */
function later(action) {
  let timer = null;
  const wait = () => { clearTimeout(timer); timer = setTimeout(wait.now, 400); };
  wait.now = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    action();
  };
  return wait;
}

function card(path, clip, place, stored) {
  const node = copy("clip");
  const name = "Clip " + letter(place);
  node.setAttribute("aria-label", name);
  node.querySelector("h2").textContent = name;
  node.append(player(name.toLowerCase().replace(/.$/, letter(place)), clip.audio));
  for (const question of study.questions) {
    node.append(scale(path, place, question, clip.scores[question.name], stored));
  }
  node.addEventListener("keydown", spacePlays);
  node.addEventListener("keydown", digitsScore);
  return node;
}

function scale(path, place, question, given, stored) {
  const field = document.createElement("fieldset");
  field.dataset.name = "clip " + letter(place) + ", “" + question.text + "”";
  const legend = document.createElement("legend");
  legend.textContent = question.text;
  const row = document.createElement("div");
  row.className = "scale";
  question.labels.forEach((label, i) => {
    row.append(radio(place + "-" + question.name, i + 1, i + 1, label, given === i + 1, (value) =>
      send(path + "/scores/" + place + "/" + encodeURIComponent(question.name), { value }, stored)));
  });
  field.append(legend, row);
  return field;
}

function best(field, path, content, stored) {
  field.hidden = false;
  field.dataset.name = field.querySelector("legend").textContent;
  content.clips.forEach((clip, place) => {
    field.querySelector(".scale").append(radio("best", place, letter(place), "", content.best === place,
      (value) => send(path + "/best", { clip: value }, stored)));
  });
}

// ---- keys

function plain(event) {
  return !event.ctrlKey && !event.altKey && !event.metaKey;
}

function spacePlays(event) {
  // A button does by itself what is done here.
  if (event.key !== " " || !plain(event) || event.target.closest("button")) return;
  event.preventDefault();
  if (!event.repeat) event.currentTarget.querySelector(".play").click();
}

function digitsScore(event) {
  if (!/^[1-5]$/.test(event.key) || !plain(event)) return;
  const field = event.target.closest("fieldset")
    || event.currentTarget.querySelector("fieldset:not(:has(:checked))");
  if (!field) return;
  event.preventDefault();
  const input = field.querySelector("input[value='" + event.key + "']");
  input.focus();
  input.click();
}

// ---- players

function clock(seconds) {
  const whole = Math.floor(seconds || 0);
  return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
}

function player(name, address) {
  const node = copy("player");
  const audio = node.querySelector("audio");
  const button = node.querySelector(".play");
  const seek = node.querySelector(".seek");
  const time = node.querySelector(".time");
  const update = () => {
    const length = Number.isFinite(audio.duration) ? audio.duration : 0;
    seek.max = length || 1;
    seek.step = 0.1;
    seek.value = audio.currentTime;
    seek.setAttribute("aria-valuetext", clock(audio.currentTime) + " of " + clock(length));
    time.textContent = clock(audio.currentTime) + " / " + clock(length);
    button.textContent = audio.paused ? "Play" : "Pause";
    button.setAttribute("aria-label", (audio.paused ? "Play " : "Pause ") + name);
  };
  seek.setAttribute("aria-label", "Position in " + name);
  const alone = () => {
    if (playing && playing !== audio) playing.pause();
    playing = audio;
  };
  button.addEventListener("click", () => {
    if (!audio.paused) {
      audio.pause();
      return;
    }
    alone();
    audio.play().catch(failed);
  });
  const failed = () => say("This clip cannot be played at the moment; press Play again.", true);
  seek.addEventListener("input", () => { audio.currentTime = Number(seek.value); });
  audio.addEventListener("play", alone); // by a key for media
  audio.addEventListener("error", () => { if (!audio.paused) failed(); });
  for (const event of ["play", "pause", "ended", "timeupdate", "loadedmetadata", "seeked"]) {
    audio.addEventListener(event, update);
  }
  audio.src = address;
  update();
  return node;
}

// ---- the end, the beginning

function thanks() {
  const find = show("thanks");
  find(".back").addEventListener("click", () => open(0));
  arrive(find);
}

async function begin() {
  try {
    study = (await call("GET", "/api/study")).body;
    const key = sessionStorage.getItem(KEY);
    if (key) {
      rater = { key };
      const reply = await call("GET", "/api/rater");
      if (reply.status === 200) {
        rater = { ...reply.body, key };
        proceed(0);
        return;
      }
      rater = undefined;
      sessionStorage.removeItem(KEY);
    }
    welcome();
  } catch (problem) {
    say("The server does not answer. Trying again.", true);
    setTimeout(begin, RETRY_MS);
  }
}

begin();
