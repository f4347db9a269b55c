// The key that opens the API: comes in the fragment of the link, which no server is sent, or is
// asked for. It is kept as long as the tab, and leaves the address bar at once.

const KEPT = "key";
const door = document.getElementById("door");
const field = document.getElementById("key");
const why = document.getElementById("door-why");

export function key() {
  return sessionStorage.getItem(KEPT) ?? "";
}

/** Takes the key out of the address bar; whether there was one. */
export function takeFromLink() {
  const link = /^#key=(.+)$/.exec(location.hash);
  if (!link) {
    return false;
  }
  sessionStorage.setItem(KEPT, decodeURIComponent(link[1]));
  history.replaceState(null, "", location.pathname + location.search);
  return true;
}

/** Asks the person; resolves once there is one. */
export function askForKey(reason) {
  if (reason) {
    why.textContent = reason;
  }
  field.value = "";
  if (!door.open) {
    door.showModal();
  }
  return new Promise((resolve) => {
    door.onclose = () => {
      const given = field.value.trim();
      field.value = "";
      if (given) {
        sessionStorage.setItem(KEPT, given);
        resolve();
      } else {
        // Escape: without a key there is nothing to see.
        door.showModal();
      }
    };
  });
}
