// Last of all: the bar is put in its place and each addition made. One that fails is told on the console and keeps none of
// the others from its work.

function addTools() {
  const contents = one(".contents");
  contents.after(control("tools"));
  document.body.append(control("said"));
  document.documentElement.classList.add("scripted");
}

for (const addition of [addTools, followReader, explainCitations, filterSources, sortTables, printPage, sharePage, linkHeadings, chooseColours]) {
  try {
    addition();
  } catch (fault) {
    console.error(fault);
  }
}
