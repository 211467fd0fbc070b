// On the page that stands at a former address: leads on to the place on the page that was asked for (`#place`), which
// a refresh would lose. The refresh is for browsers without scripts alone, or the two would race.
location.replace(document.currentScript.dataset.to + location.hash);
