// What the pages of a site do besides.
