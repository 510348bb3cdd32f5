// A page of pictures at work: its table sorts, and of the charts those of one measure are shown.

document.querySelectorAll("table.sortable").forEach(sortable);

const measure = document.getElementById("measure");
const figures = [...document.querySelectorAll("figure[data-measure]")];

function show() {
  figures.forEach((one) => { one.hidden = one.dataset.measure !== measure.value; });
}

if (figures.length) {
  document.getElementById("choices").hidden = false;
  measure.addEventListener("change", show);
  show();
}
