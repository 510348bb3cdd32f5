
// Tables that sort by any column, numbers by their value; a row without one stands last either way.

function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows];
      rows.sort((one, other) => order(one.cells[column], other.cells[column], down ? -1 : 1));
      table.tBodies[0].append(...rows);
    });
  });
}

function order(one, other, way) {
  const [a, b] = [one.dataset.value, other.dataset.value];
  if (a === undefined || b === undefined) return way * one.textContent.localeCompare(other.textContent, document.documentElement.lang, { numeric: true });
  if (a === "" || b === "") return (a === "") - (b === "");
  return way * (Number(a) - Number(b));
}
