// In the head, before anything is painted: the colours that the reader chose last time. A page opened from a file may
// have no storage, and then follows the system.
{
  let kept = null;
  try {
    kept = localStorage.getItem("briefgen-colours");
  } catch {
    // Nothing was kept.
  }
  if (kept === "light" || kept === "dark") document.documentElement.dataset.scheme = kept;
}
