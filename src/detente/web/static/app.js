// What pages do better with script: progress that moves by itself, and files that are dropped. All of it works without.
"use strict";

const job = document.querySelector("[data-job]");
if (job && job.dataset.over === "false") {
  const put = (name, text) => {
    const place = job.querySelector(name);
    if (place) place.textContent = text;
  };
  const look = async () => {
    try {
      const answer = await fetch(`/api/v1/jobs/${job.dataset.job}`, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const now = await answer.json();
      put(".state", now.state);
      put(".doing", now.doing);
      put(".added", now.added);
      put(".versions", now.versions);
      put(".known", now.known);
      if (now.total || now.done) {
        put(".counts", `${now.done}${now.total ? ` of ${now.total}` : ""} ${job.dataset.what}`);
      }
      const bar = job.querySelector("progress");
      if (bar && now.total) {
        bar.max = now.total;
        bar.value = now.done;
      }
      if (now.ended) {
        location.reload();
        return;
      }
    } catch {
      put(".doing", "the server does not answer; trying again");
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
}

const zone = document.querySelector("form.drop");
if (zone) {
  const files = zone.querySelector("input[type=file]");
  zone.classList.add("live");
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, () => zone.classList.remove("over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      zone.requestSubmit();
    }
  });
}
