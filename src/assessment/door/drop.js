// Files and folders dropped on the front door go to its button, as if they had been chosen there.
// Runs as the handler of an element whose data hold what to tell.
(function (told) {
  "use strict";
  if (window.assessmentDrop) return;
  window.assessmentDrop = true;
  const MOST = 400 * 1024 * 1024; // a message any larger than serving.py allows ends the session

  function doorOf(event) {
    const near = event.target instanceof Element && event.target.closest(".door");
    // Elsewhere on its page JupyterLab takes files itself.
    return near || (document.querySelector(".jp-LabShell") ? null : document.querySelector(".door"));
  }

  const bringsFiles = (event) => [...((event.dataTransfer || {}).types || [])].includes("Files");

  // The button's own input stands nowhere in the page: pressed like this, it shows itself.
  function inputOf(button) {
    const press = HTMLInputElement.prototype.click;
    let found = null;
    HTMLInputElement.prototype.click = function () { found = this; };
    try { button.click(); } finally { HTMLInputElement.prototype.click = press; }
    return found;
  }

  const asked = (ask) => new Promise((take, fail) => ask(take, fail));

  async function inside(entry, path) {
    if (entry.name.startsWith(".")) return [];
    if (entry.isFile) {
      const file = await asked((take, fail) => entry.file(take, fail));
      return [new File([file], path + file.name, { type: file.type, lastModified: file.lastModified })];
    }
    const reader = entry.createReader(), found = [];
    for (;;) { // gives a hundred at most each time
      const some = await asked((take, fail) => reader.readEntries(take, fail));
      if (!some.length) return found;
      for (const one of some) found.push(...await inside(one, path + entry.name + "/"));
    }
  }

  function filesOf(transfer) {
    // Asked for all at once: whoever waits finds the transfer empty.
    const given = [...transfer.items].map((item) => [item.webkitGetAsEntry && item.webkitGetAsEntry(), item.getAsFile()]);
    const lists = given.map(([entry, file]) => (entry && entry.isDirectory ? inside(entry, "") : file ? [file] : []));
    return Promise.all(lists).then((all) => all.flat());
  }

  async function hand(door, transfer) {
    const files = await filesOf(transfer), box = new DataTransfer();
    if (files.reduce((sum, file) => sum + file.size, 0) > MOST) return window.alert(told.large);
    files.forEach((file) => box.items.add(file));
    const input = inputOf(door.querySelector(".door-upload"));
    input.files = box.files;
    input.dispatchEvent(new Event("change"));
  }

  function over(event) {
    const door = bringsFiles(event) && doorOf(event);
    if (!door) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = "copy";
    door.classList.add("door-over");
  }

  function away(event) {
    const door = doorOf(event);
    if (door && !(event.relatedTarget instanceof Node && door.contains(event.relatedTarget))) door.classList.remove("door-over");
  }

  function drop(event) {
    const door = bringsFiles(event) && doorOf(event);
    if (!door) return;
    event.preventDefault();
    event.stopPropagation();
    door.classList.remove("door-over");
    hand(door, event.dataTransfer).catch(() => window.alert(told.unreadable));
  }

  // Before anything else on the page sees them.
  document.addEventListener("dragenter", over, true);
  document.addEventListener("dragover", over, true);
  document.addEventListener("dragleave", away, true);
  document.addEventListener("drop", drop, true);
})(this.dataset);
